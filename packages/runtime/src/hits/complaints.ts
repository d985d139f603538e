import type { RateLimit } from '@debugin/protocol'
import { quote } from '../capture/quote'
import { numberText } from '../natives'
import type { Runtime } from '../runtime'
import type { Placement } from './placement'

/** How often one probe may complain, in ms. */
const INTERVAL_MS = 1000

/** The limit that a hit was over: that of its probe, that of all snapshots together, or the room for what waits. */
export type Limit = 'rate' | 'snapshots' | 'room'

/** A hit made no event because of a limit; one event a second tells how many there were, and why the first of them. */
export function noteDropped(placement: Placement, why: Limit, runtime: Runtime): void {
  const { probe } = placement
  probe.dropped++
  if (probe.droppedUntold++ > 0) return
  runtime.whenQuiet(INTERVAL_MS, () => {
    const count = probe.droppedUntold
    probe.droppedUntold = 0
    const message = quote(`${count} hits in the last second made no event: ${reasonOf(why, placement, runtime)}`)
    const limit = why === 'snapshots' ? runtime.snapshots.limit : probe.spec.rateLimit
    tellLimit(placement, limit, count, message, runtime)
  })
}

/** The probes together took too much of the program's time, and this one leaves its places for a while. */
export function tellBackOff(placement: Placement, ms: number, share: number, runtime: Runtime): void {
  const seconds = numberText((ms - (ms % 1000)) / 1000)
  const message = quote(`it backs off for ${seconds} s: the probes took more than ${numberText(share)} of one core`)
  tellLimit(placement, placement.probe.spec.rateLimit, 0, message, runtime)
}

function reasonOf(why: Limit, { probe }: Placement, runtime: Runtime): string {
  switch (why) {
    case 'rate':
      return `over ${numberText(probe.spec.rateLimit.limitPerSecond)} a second`
    case 'snapshots':
      return `over ${numberText(runtime.snapshots.limit.limitPerSecond)} snapshots a second of all points together`
    case 'room':
      return 'too much was waiting to be sent'
  }
}

function tellLimit({ head }: Placement, of: RateLimit, count: number, message: string, runtime: Runtime): void {
  const { limitPerSecond, burst } = of
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
