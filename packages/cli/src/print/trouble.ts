import { fieldsOf, numberOf, textOf } from './fields.js'
import { printable } from './printable.js'

/**
 * Says on one line what an event about trouble with a probe tells: a condition that failed, a value that could not be
 * captured, events that were left out.
 */
export function printTrouble(name: unknown, payload: Record<string, unknown>): string {
  const error = textOf(payload.error) ?? textOf(payload.message) ?? ''
  switch (name) {
    case 'probe.error.condition':
      return printable(`condition ${textOf(payload.condition) ?? ''} failed: ${error}${times(payload.count)}`)
    case 'probe.error.snapshot':
      return printable(`${textOf(payload.failedVariable) ?? 'a value'} could not be captured: ${error}`)
    case 'probe.error.rateLimit':
      return printable(limitText(payload))
    default:
      return printable(`${textOf(name) ?? 'an event without a name'} ${error}`.trimEnd())
  }
}

function times(count: unknown): string {
  const number = numberOf(count) ?? 1
  return number > 1 ? ` (${number} times)` : ''
}

function limitText({ droppedCount, limit, message }: Record<string, unknown>): string {
  const count = numberOf(droppedCount)
  const perSecond = numberOf(fieldsOf(limit).limitPerSecond)
  if (count === null) return textOf(message) ?? 'events were left out'
  const rate = perSecond === null ? '' : `: the limit is ${perSecond} a second`
  return `${count} ${count === 1 ? 'hit was' : 'hits were'} left out${rate}`
}
