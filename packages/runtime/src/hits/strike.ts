import type { ArmedFunction } from '../gates/armedFunction'
import type { CallEnd, Frame } from '../gates/frame'
import type { CollectedStack, StackClass } from '../host'
import { max } from '../natives'
import type { Runtime } from '../runtime'
import { noteDropped, noteFailure } from './complaints'
import { draftSnapshot, sizeOf } from './draft'
import { sendDraft } from './finish'
import type { Hit } from './hit'
import { measure } from './measure'
import { sendMessage } from './message'
import type { Placement } from './placement'
import { isChosen } from './rules'

/** Frames of ours on a stack: what woven code called has collected it. */
export const OWN_FRAMES = 1

/** A function that calls its twin has two frames. */
const TWIN_FRAMES = 1

/** Snapshots that a hit makes as soon as its stack is there. */
export interface DueSnapshots {
  /** The class whose next instance is that stack. */
  Stack: StackClass
  hit: Hit
  first: Admitted
}

/** A probe at the site of a hit that takes a snapshot. */
interface Admitted {
  placement: Placement
  /** In ms of the host's clock. */
  at: number
  next: Admitted | null
}

/**
 * The program passed a site where probes stand. Never throws, and never runs inside itself: whatever a hit sets off (a
 * getter that a callback for redaction reads, say) hits nothing.
 *
 * @returns what `takeSnapshots` has to be called with, and with an instance of its `Stack`, which who was called by woven
 *   code makes: each frame of ours takes V8 as long as one that is shown (0.6 µs at the hit, 1 µs in all)
 */
export function strike(
  fn: ArmedFunction,
  site: number,
  frame: Frame | null,
  values: readonly unknown[],
  end: CallEnd | null,
): DueSnapshots | null {
  const { runtime } = fn.file.realm
  if (runtime.striking) return null
  runtime.striking = true
  let due: DueSnapshots | null = null
  try {
    const hit: Hit = { fn, site, frame, values, end }
    let first: Admitted | null = null
    let last: Admitted | null = null
    let frames = 0
    for (let placement = fn.at(site); placement !== null; placement = placement.next) {
      const at = pass(placement, hit, runtime)
      if (at === NOT_ADMITTED) continue
      const own = framesOf(placement)
      if (own === 0) {
        makeEvent(placement, hit, null, at, runtime)
        continue
      }
      const admitted: Admitted = { placement, at, next: null }
      if (last === null) first = admitted
      else last.next = admitted
      last = admitted
      frames = max(frames, own)
    }
    if (first !== null) due = dueWith(hit, first, frames, runtime)
  } catch (error) {
    runtime.noteFault(error)
  } finally {
    runtime.striking = false
  }
  return due
}

/** Makes the snapshots of a hit. Never throws. */
export function takeSnapshots({ hit, first }: DueSnapshots, stack: CollectedStack): void {
  const { runtime } = hit.fn.file.realm
  runtime.striking = true
  try {
    for (let due: Admitted | null = first; due !== null; due = due.next) {
      makeEvent(due.placement, hit, stack, due.at, runtime)
    }
  } catch (error) {
    runtime.noteFault(error)
  } finally {
    runtime.striking = false
  }
}

/** Where there are no stacks, the snapshots are made now. */
function dueWith(hit: Hit, first: Admitted, frames: number, runtime: Runtime): DueSnapshots | null {
  const Stack = runtime.host.stackClass(OWN_FRAMES + frames + TWIN_FRAMES)
  if (Stack !== null) return { Stack, hit, first }
  for (let due: Admitted | null = first; due !== null; due = due.next) {
    makeEvent(due.placement, hit, null, due.at, runtime)
  }
  return null
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

/** Frames that the event shows. */
function framesOf({ message, probe }: Placement): number {
  return message === null ? probe.spec.snapshot.maxFrames : 0
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
