import { CAPTURE_TIME_BUDGET_MS } from '@debugin/protocol'
import { Capture, MAX_CAPTURE_SIZE } from '../capture/capture'
import { quote } from '../capture/quote'
import { isArray, jsonParse, max, RangeErrorConstructor, startsWith, stringify, TypeErrorConstructor } from '../natives'
import type { CapturedSnapshot } from '../redact/callbacks'
import type { Runtime } from '../runtime'
import type { Placement } from './placement'

/** Characters of a message that the program's redaction may make; without it a message has 4,096. */
const MAX_MESSAGE_LENGTH = 65_536

/**
 * Asks the program's own redaction about a snapshot.
 *
 * @param json JSON text of the snapshot
 * @returns what may be sent; null where nothing may
 */
export function redactSnapshot(json: string, placement: Placement, runtime: Runtime): string | null {
  const { redactTracepoint } = runtime.callbacks
  if (redactTracepoint === undefined) return json
  return ask(placement, runtime, () => {
    const snapshot = jsonParse(json) as CapturedSnapshot
    const answer: unknown = redactTracepoint(snapshot, placement.place)
    const text =
      answer === undefined ? stringify(snapshot as never) : isRecord(answer) ? stringify(answer as never) : ''
    // What is no snapshot could still print as anything, through a toJSON of its own.
    if (!startsWith(`${text}`, '{')) throw wrongAnswer('redactTracepoint', answer, 'a snapshot, or nothing')
    return checkLength('redactTracepoint', text, max(json.length, MAX_CAPTURE_SIZE))
  })
}

/** The same for the message of a logpoint. */
export function redactMessage(message: string, placement: Placement, runtime: Runtime): string | null {
  const { redactLogpoint } = runtime.callbacks
  if (redactLogpoint === undefined) return message
  return ask(placement, runtime, () => {
    const answer: unknown = redactLogpoint(message, placement.place)
    if (typeof answer !== 'string') throw wrongAnswer('redactLogpoint', answer, 'a text')
    return checkLength('redactLogpoint', answer, MAX_MESSAGE_LENGTH)
  })
}

/** The callback is code of the program: probes in it hit nothing. */
function ask(placement: Placement, runtime: Runtime, run: () => string): string | null {
  const { striking } = runtime
  runtime.striking = true
  try {
    return run()
  } catch (error) {
    withhold(placement, error, runtime)
    return null
  } finally {
    runtime.striking = striking
  }
}

/** What was thrown is described as everything of the program is, credentials hidden. */
function withhold(placement: Placement, thrown: unknown, runtime: Runtime): void {
  const { probe, head } = placement
  probe.hitCount--
  probe.dropped++
  probe.errors++
  runtime.noteCounts(probe)
  const capture = new Capture(runtime.captureSetup, probe.spec.snapshot, CAPTURE_TIME_BUDGET_MS)
  const { type, message } = jsonParse(capture.exception(thrown)) as { type: string; message: string }
  const error = quote(`the program's redaction failed, so the event was withheld: ${message}`)
  runtime.emit(
    'probe.error.snapshot',
    `${head},"error":${error},"errorType":${quote(type)},"failedVariable":null,"attemptedValue":null`,
  )
}

/** Whatever it makes of an event, that has to find its way to the sink. */
function checkLength(callback: string, text: string, limit: number): string {
  if (text.length <= limit) return text
  throw new RangeErrorConstructor(`${callback} returned ${text.length} characters; ${limit} are the limit`)
}

function isRecord(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && !isArray(answer) && !('then' in answer)
}

function wrongAnswer(callback: string, answer: unknown, expected: string): TypeError {
  const found = typeof answer === 'object' && answer !== null ? (isArray(answer) ? 'an array' : 'a promise') : answer
  const shown = typeof found === 'function' || typeof found === 'symbol' ? typeof found : `${found}`
  return new TypeErrorConstructor(`${callback} returned ${shown}; it may return ${expected}`)
}
