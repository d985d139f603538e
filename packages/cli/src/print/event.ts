import { fieldsOf, textOf } from './fields.js'
import type { Look } from './look.js'
import { printable } from './printable.js'
import { shortPath } from './shortPath.js'
import { printSnapshot } from './snapshot.js'
import { printTrouble } from './trouble.js'

/**
 * Lays out an event for a person: one line, or for a snapshot a block. Events of other agents and of later versions are
 * shown as far as they are understood.
 *
 * @param event as a sink gives it, parsed
 */
export function printEvent(event: Record<string, unknown>, look: Look): string {
  const { dim } = look.palette
  const payload = fieldsOf(event.payload)
  const application = textOf(fieldsOf(event.client).applicationName) ?? '?'
  const head = dim(`${clockTime(event.timestamp)} ${printable(application)}`)
  switch (event.name) {
    case 'probe.hit.snapshot':
      return `${head} ${printPlace(payload, look)} ${printSnapshot(payload, look).join('\n')}`
    case 'probe.hit.logpoint':
      return `${head} ${printPlace(payload, look)} ${printable(textOf(payload.message) ?? '')}`
    case 'agent.status.started':
    case 'agent.status.stopped':
      return `${head} ${dim(printStatus(event, payload))}`
    default:
      return `${head} ${printPlace(payload, look)} ${look.palette.yellow(printTrouble(event.name, payload))}`
  }
}

/** `12:00:00.123` in the time zone of whoever reads it. */
function clockTime(timestamp: unknown): string {
  const date = new Date(String(timestamp))
  if (Number.isNaN(date.getTime())) return printable(textOf(timestamp) ?? '?')
  const two = (number: number) => String(number).padStart(2, '0')
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')
  return `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`
}

function printPlace({ file, line }: Record<string, unknown>, { palette, folder }: Look): string {
  return palette.cyan(`${shortPath(textOf(file) ?? '?', folder)}:${textOf(line) ?? '?'}`)
}

function printStatus({ name, client }: Record<string, unknown>, payload: Record<string, unknown>): string {
  const { applicationInstanceId, runtime, runtimeVersion } = fieldsOf(client)
  const who = [applicationInstanceId, runtime, runtimeVersion].flatMap((part) => textOf(part) ?? [])
  const what = name === 'agent.status.started' ? 'agent started' : 'agent stopped'
  const { totalEvents } = payload
  const how = typeof totalEvents === 'number' ? `, ${totalEvents} ${totalEvents === 1 ? 'event' : 'events'}` : ''
  return printable(`${what} (${who.join(' ')}${how})`)
}
