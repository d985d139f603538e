import { quote } from '../capture/quote'
import { numberText } from '../natives'
import type { Runtime } from '../runtime'
import type { Placement } from './placement'

/** How often one probe may complain, in ms. */
const INTERVAL_MS = 1000

/** A hit made no event because of a limit; one event a second tells how many there were, and why the first of them. */
export function noteDropped(placement: Placement, why: 'rate' | 'room', runtime: Runtime): void {
  const { probe } = placement
  probe.dropped++
  if (probe.droppedUntold++ > 0) return
  runtime.whenQuiet(INTERVAL_MS, () => {
    const { limitPerSecond } = probe.spec.rateLimit
    const count = probe.droppedUntold
    probe.droppedUntold = 0
    const reason = why === 'rate' ? `over ${limitPerSecond} a second` : 'too much was waiting to be sent'
    const message = quote(`${count} hits in the last second made no event: ${reason}`)
    tellLimit(placement, count, message, runtime)
  })
}

/** The probes together took too much of the program's time, and this one leaves its places for a while. */
export function tellBackOff(placement: Placement, ms: number, share: number, runtime: Runtime): void {
  const seconds = numberText((ms - (ms % 1000)) / 1000)
  const message = quote(`it backs off for ${seconds} s: the probes took more than ${numberText(share)} of one core`)
  tellLimit(placement, 0, message, runtime)
}

function tellLimit({ probe, head }: Placement, count: number, message: string, runtime: Runtime): void {
  const { limitPerSecond, burst } = probe.spec.rateLimit
  const limit = `{"limitPerSecond":${numberText(limitPerSecond)},"burst":${numberText(burst)}}`
  runtime.emit('probe.error.rateLimit', `${head},"limit":${limit},"droppedCount":${count},"message":${message}`)
}

/** A condition or a metric could not be evaluated; the first failure is told at once, then one event a second tells the count. */
export function noteFailure(
  placement: Placement,
  error: unknown,
  runtime: Runtime,
  name: 'probe.error.condition' | 'probe.error.snapshot' = 'probe.error.condition',
): void {
  const { probe } = placement
  probe.errors++
  runtime.noteCounts(probe)
  if (probe.failuresUntold++ > 0) return
  const tell = (): void => {
    const count = probe.failuresUntold
    probe.failuresUntold = 0
    probe.toldFailureAt = runtime.host.now()
    runtime.emit(name, `${placement.head},${failureText(error, name)},"count":${count}`)
  }
  const wait = probe.toldFailureAt + INTERVAL_MS - runtime.host.now()
  if (wait <= 0) tell()
  else runtime.whenQuiet(wait, tell)
}

/** Evaluation throws errors of its own class only, and they are made without a stack. */
function failureText(error: unknown, name: string): string {
  const { message, errorType, expression } = error as { message: string; errorType?: string; expression?: string }
  const part = expression === undefined ? 'null' : quote(expression)
  const text = `"error":${quote(message)},"errorType":${quote(errorType ?? 'Error')}`
  if (name === 'probe.error.snapshot') return `${text},"failedVariable":${part},"attemptedValue":null`
  return `${text}${expression === undefined ? '' : `,"expression":${part}`},"errorStack":null`
}
