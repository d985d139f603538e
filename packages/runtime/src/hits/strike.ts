import type { ArmedFunction } from '../gates/armedFunction'
import type { CallEnd, Frame } from '../gates/frame'
import type { CollectedStack, StackClass } from '../host'
import type { Runtime } from '../runtime'
import { noteDropped, noteFailure } from './complaints'
import { draftSnapshot, sizeOf } from './draft'
import { sendDraft } from './finish'
import type { Hit } from './hit'
import { measure } from './measure'
import { sendMessage } from './message'
import type { Placement } from './placement'
import { isChosen } from './rules'

/** Frames of ours on a stack that `strike` collects: its own, and that of what woven code called. */
export const OWN_FRAMES = 2

/** A function that calls its twin has two frames. */
const TWIN_FRAMES = 1

/**
 * The program passed a site where probes stand. Called by what woven code calls, with no function in between. Never
 * throws, and never runs inside itself: whatever a hit sets off (a getter that a callback for redaction reads, say)
 * hits nothing.
 */
export function strike(
  fn: ArmedFunction,
  site: number,
  frame: Frame | null,
  values: readonly unknown[],
  end: CallEnd | null,
): void {
  const { runtime } = fn.file.realm
  if (runtime.striking) return
  runtime.striking = true
  try {
    const hit: Hit = { fn, site, frame, values, end }
    for (let at = fn.at(site); at !== null; at = at.next) {
      const admittedAt = pass(at, hit, runtime)
      if (admittedAt === NOT_ADMITTED) continue
      const Stack = stackClass(at, runtime)
      // Here and no further down: V8 takes as long for a frame of ours as for one that is shown.
      const stack = Stack === null ? null : new Stack()
      makeEvent(at, hit, stack, admittedAt, runtime)
    }
  } catch (error) {
    runtime.noteFault(error)
  } finally {
    runtime.striking = false
  }
}

/** Of so many passes without an event one is measured, and stands for them all. */
const SAMPLED = 64

/** No time: clocks begin at 0. */
const NOT_ADMITTED = -1

/**
 * Takes one probe past the site, and books what that took where no event is to be made.
 *
 * @returns when the event was admitted that is to be made now, or NOT_ADMITTED
 */
function pass(placement: Placement, hit: Hit, runtime: Runtime): number {
  const { probe } = placement
  if (probe.expired || probe.waits || probe.backsOffMs !== null) return NOT_ADMITTED
  probe.passes = (probe.passes + 1) % SAMPLED
  const startedAt = probe.passes === 0 ? runtime.host.now() : 0
  const admittedAt = takeSteps(placement, hit, runtime)
  if (startedAt !== 0 && admittedAt === NOT_ADMITTED) runtime.spend(placement, startedAt, SAMPLED)
  return admittedAt
}

/** Takes one probe through its steps; each is cheaper to leave than the next one is to take. Answers as `pass` does. */
function takeSteps(placement: Placement, hit: Hit, runtime: Runtime): number {
  const { probe } = placement
  if (placement.measure !== null) {
    measure(placement, placement.measure, hit, runtime)
    return NOT_ADMITTED
  }
  if (placement.condition !== null) {
    let holds: unknown
    try {
      holds = placement.condition(hit)
    } catch (error) {
      noteFailure(placement, error, runtime)
      return NOT_ADMITTED
    }
    if (!holds) return NOT_ADMITTED
  }
  probe.totalHits++
  runtime.noteCounts(probe)
  const { rules } = probe.spec
  if (rules !== null && rules !== undefined && !isChosen(rules, probe.totalHits)) return NOT_ADMITTED
  if (!probe.struck) runtime.arm(probe)
  if (runtime.outgoing.isFull) {
    noteDropped(placement, 'room', runtime)
    return NOT_ADMITTED
  }
  const now = runtime.host.now()
  if (!probe.bucket.take(now)) {
    noteDropped(placement, 'rate', runtime)
    return NOT_ADMITTED
  }
  if (placement.message === null && !runtime.snapshots.take(now)) {
    noteDropped(placement, 'snapshots', runtime)
    return NOT_ADMITTED
  }
  return now
}

function stackClass({ message, probe }: Placement, { host }: Runtime): StackClass | null {
  const { maxFrames } = probe.spec.snapshot
  return message === null && maxFrames > 0 ? host.stackClass(OWN_FRAMES + maxFrames + TWIN_FRAMES) : null
}

function makeEvent(
  placement: Placement,
  hit: Hit,
  stack: CollectedStack | null,
  admittedAt: number,
  runtime: Runtime,
): void {
  const { probe } = placement
  probe.hitCount++
  if (placement.message !== null) sendMessage(placement, placement.message(hit), runtime)
  else takeSnapshot(placement, hit, stack, admittedAt, runtime)
  const { expireHitCount } = probe.spec
  if (expireHitCount !== null && probe.hitCount >= expireHitCount) runtime.expire(probe)
  runtime.spend(placement, admittedAt, 1)
}

/** A snapshot goes out when the call ends, with what it returned; at once where nothing tells of the end. */
function takeSnapshot(
  placement: Placement,
  hit: Hit,
  stack: CollectedStack | null,
  admittedAt: number,
  runtime: Runtime,
): void {
  const draft = draftSnapshot(placement, hit, stack, admittedAt, runtime)
  const { frame, fn, end } = hit
  if (frame === null || !fn.hasExit || end !== null) {
    sendDraft(draft, end, frame, admittedAt, runtime)
    return
  }
  draft.next = frame.drafts
  frame.drafts = draft
  runtime.waiting.add(draft)
  runtime.outgoing.hold(sizeOf(draft))
  if (fn.sites.suspends) runtime.host.later(PATIENCE_MS, () => sendDraft(draft, 'pending', frame, 0, runtime))
}

/** How long a snapshot of an async function or a generator waits for the call to end. */
const PATIENCE_MS = 1000
