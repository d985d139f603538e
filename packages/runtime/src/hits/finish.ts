import { CAPTURE_TIME_BUDGET_MS } from '@debugin/protocol'
import { Capture } from '../capture/capture'
import { thousandthsText } from '../capture/digits'
import type { CallEnd, Frame } from '../gates/frame'
import { ceil } from '../natives'
import type { Runtime } from '../runtime'
import { noteDropped } from './complaints'
import { type Draft, sizeOf } from './draft'
import { elapsedMs } from './elapsed'
import { redactSnapshot } from './withhold'

/** The call has ended: its snapshots go out, in the order they were taken. */
export function finishDrafts(frame: Frame, end: CallEnd): void {
  const { runtime } = frame.fn.file.realm
  if (runtime.striking) return
  runtime.striking = true
  try {
    let first: Draft | null = null
    for (let draft = frame.drafts; draft !== null; ) {
      const { next }: Draft = draft
      draft.next = first
      first = draft
      draft = next
    }
    frame.drafts = null
    for (let draft = first; draft !== null; draft = draft.next) {
      const startedAt = runtime.host.now()
      sendDraft(draft, end, frame, startedAt, runtime)
      runtime.spend(draft.placement, startedAt, 1)
    }
  } catch (error) {
    runtime.noteFault(error)
  } finally {
    runtime.striking = false
  }
}

/**
 * Sends a snapshot, unless it went out before.
 *
 * @param end `pending`: the call goes on and nobody waits for it any more; null: nothing tells of its end
 * @param now milliseconds of the host's clock when the call ended; any number where it has not
 */
export function sendDraft(
  draft: Draft,
  end: CallEnd | 'pending' | null,
  frame: Frame | null,
  now: number,
  runtime: Runtime,
): void {
  if (draft.sent) return
  draft.sent = true
  if (runtime.waiting.delete(draft)) runtime.outgoing.hold(-sizeOf(draft))
  if (runtime.outgoing.isFull) {
    // What its call returned, told with each of its snapshots, took the room.
    const { placement } = draft
    placement.probe.hitCount--
    runtime.noteCounts(placement.probe)
    noteDropped(placement, 'room', runtime)
    return
  }
  const { head } = draft.placement
  const { host } = runtime
  // To the microsecond that has begun.
  const duration =
    frame === null || frame.startedAt === null || end === 'pending'
      ? 'null'
      : thousandthsText(ceil(elapsedMs(frame.startedAt, host.ticks()) * 1000))
  const exit = end === null ? 'unknown' : end === 'pending' ? 'pending' : end.kind
  const outcome = end === null || end === 'pending' ? '' : outcomeText(draft, end, now, runtime)
  const thread = `"durationMs":${duration},"exit":"${exit}","threadId":${host.threadId},${draft.span}`
  const snapshot = redactSnapshot(`{${draft.variables}${outcome}}`, draft.placement, runtime)
  if (snapshot === null) return
  const payload = `${head},"snapshot":${snapshot},${draft.counts},${thread}`
  runtime.emit('probe.hit.snapshot', payload, draft.at, draft.stack, draft.placement)
}

/** What the call returned or threw, as further entries of the snapshot. */
function outcomeText(draft: Draft, end: CallEnd, now: number, runtime: Runtime): string {
  if (end.kind === 'unknown') return ''
  const { probe } = draft.placement
  if ((probe.spec.focus?.capture ?? 'all') !== 'all') return ''
  const capture = new Capture(runtime.captureSetup, probe.spec.snapshot, CAPTURE_TIME_BUDGET_MS, now)
  if (end.kind === 'threw') return `,"exception":${capture.exception(end.value)}`
  return `,"returnValue":${capture.value(end.value, 'returnValue')},"exception":null`
}
