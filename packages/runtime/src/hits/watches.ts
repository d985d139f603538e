import { CAPTURE_TIME_BUDGET_MS, type Focus } from '@debugin/protocol'
import { Capture } from '../capture/capture'
import { quote } from '../capture/quote'
import type { Runtime } from '../runtime'
import type { Hit } from './hit'
import type { Placement } from './placement'

/** An expression whose value a snapshot shows. */
export interface Watch {
  /** Its text as the key of a JSON object: `"order.total * 2":`. */
  key: string
  /** Throws what kept it from a value. */
  read: (hit: Hit) => unknown
}

/** The watches of a point; null where it has none. */
export function watchesOf(focus: Focus | null | undefined, reads: readonly ((hit: Hit) => unknown)[]): Watch[] | null {
  if (focus === null || focus === undefined || reads.length === 0) return null
  return focus.watches.map(({ source }, index) => ({
    key: `${quote(source)}:`,
    read: reads[index] as Watch['read'],
  }))
}

/**
 * A JSON object of the values of watches by their texts. They have time and limits of their own, and go first: whoever
 * asks for a value by name wants it, however large the variables around it are.
 */
export function describeWatches(
  watches: readonly Watch[],
  { limits }: Focus,
  hit: Hit,
  { probe }: Placement,
  runtime: Runtime,
): string {
  const capture = new Capture(runtime.captureSetup, limits, CAPTURE_TIME_BUDGET_MS)
  let text = ''
  for (let i = 0; i < watches.length; i++) {
    const { key, read } = watches[i] as Watch
    const shown = describeWatch(capture, read, hit)
    if (shown.failed) probe.errors++
    text += `${i === 0 ? '' : ','}${key}${shown.text}`
  }
  return `{${text}}`
}

/** What could not be evaluated says why, and the others are shown all the same. */
function describeWatch(capture: Capture, read: Watch['read'], hit: Hit): { text: string; failed: boolean } {
  let value: unknown
  try {
    value = read(hit)
  } catch (error) {
    const { expression, message } = error as { expression?: string; message: string }
    const summary = expression === undefined ? message : `${expression}: ${message}`
    return { text: `{"__tpd_type__":"watchError","__summary__":${quote(summary)}}`, failed: true }
  }
  return { text: capture.value(value), failed: false }
}
