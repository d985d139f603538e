import { CAPTURE_TIME_BUDGET_MS } from '@debugin/protocol'
import { Capture } from '../capture/capture'
import { cutMarks, cutValue } from '../capture/cut'
import type { CollectedStack } from '../host'
import { max } from '../natives'
import type { Runtime } from '../runtime'
import { countsText } from './counts'
import type { Hit } from './hit'
import type { NamedValue, ReadName } from './names'
import type { Placement } from './placement'
import { NO_SPAN, spanText } from './span'
import { describeWatches } from './watches'

/** What stands for a variable whose name the redaction hides: it is not read, so nothing is known of it. */
const HIDDEN = cutValue('redacted', 'redacted')

const NO_VARIABLES = '"arguments":{},"locals":{}'

/** A snapshot that was taken and waits for the end of its call. Everything of the program is text in it already. */
export interface Draft {
  placement: Placement
  /** Milliseconds since 1970 at the hit. */
  at: number
  /** JSON text of the arguments, locals and watches, without braces around them all. */
  variables: string
  counts: string
  /** JSON text of the span that the hit belongs to; the call may end in another one. */
  span: string
  stack: CollectedStack | null
  /** It has gone out: the call took so long that nobody waited. */
  sent: boolean
  /** The one taken before it in the same call. */
  next: Draft | null
  /** Its place among those that wait, of all calls. */
  waits: boolean
  before: Draft | null
  after: Draft | null
}

/** Characters of the event that it will be, as far as they are known. */
export function sizeOf({ placement, variables, counts }: Draft): number {
  return placement.head.length + variables.length + counts.length
}

/**
 * Captures what a tracepoint shows, at the hit itself: a moment later the values may be others.
 *
 * @param now milliseconds of the host's clock, read for this hit
 */
export function draftSnapshot(
  placement: Placement,
  hit: Hit,
  stack: CollectedStack | null,
  now: number,
  runtime: Runtime,
): Draft {
  const { probe } = placement
  const { host } = runtime
  return {
    placement,
    at: host.wallClock(),
    variables: describeFocus(placement, hit, now, runtime),
    counts: countsText(probe),
    span: spanText(host) ?? NO_SPAN,
    stack,
    sent: false,
    next: null,
    waits: false,
    before: null,
    after: null,
  }
}

/** What the point wants to see: watches, variables, or nothing but that the line ran. */
function describeFocus(placement: Placement, hit: Hit, now: number, runtime: Runtime): string {
  const { probe, watches } = placement
  const { focus } = probe.spec
  if (focus === null || focus === undefined) return describeVariables(placement, hit, now, runtime)
  // Watches are read first: what they show must not depend on how much time the variables leave.
  const shown = watches === null ? '' : `,"watches":${describeWatches(watches, focus, hit, placement, runtime)}`
  const variables = focus.capture === 'all' ? describeVariables(placement, hit, now, runtime) : NO_VARIABLES
  return variables + shown
}

function describeVariables({ probe, names }: Placement, hit: Hit, now: number, runtime: Runtime): string {
  const capture = new Capture(runtime.captureSetup, probe.spec.snapshot, CAPTURE_TIME_BUDGET_MS, now)
  const arguments_ = describeNames(capture, names.arguments, hit, names.this)
  const locals = describeNames(capture, names.locals, hit, null)
  return `"arguments":${arguments_},"locals":${locals}`
}

/**
 * A JSON object of names and values; a name that holds no value yet is left out. Of more names than an object may have
 * properties, the latest are shown.
 */
function describeNames(capture: Capture, named: readonly NamedValue[], hit: Hit, self: ReadName | null): string {
  let text = self === null ? '' : describeName(capture, 'this', self, hit, false)
  const first = max(0, named.length - capture.limits.maxProperties)
  for (let i = first; i < named.length; i++) {
    const { name, read } = named[i] as NamedValue
    text += describeName(capture, name, read, hit, text !== '')
  }
  if (first === 0) return `{${text}}`
  return `{${text}${text === '' ? '' : ','}${cutMarks('properties', first)}}`
}

/** @param comma another entry stands before it */
function describeName(capture: Capture, name: string, read: ReadName, hit: Hit, comma: boolean): string {
  const { text, next, hidden } = capture.setup.keys.of(name)
  const key = comma ? next : text
  if (hidden) return key + HIDDEN
  let value: unknown
  try {
    value = read(hit)
  } catch {
    return ''
  }
  return key + capture.value(value)
}
