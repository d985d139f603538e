import { stringify } from '../natives'
import { scanText } from '../redact/scanText'
import type { Capture } from './capture'
import { cutMarks, cutValue } from './cut'
import { cutText, quoteScanned } from './quote'

/** Characters looked at beyond the shown ones, so that a credential cut in two is still known. */
const LOOK_AHEAD = 256

/**
 * Longer texts are not touched. One that was put together piece by piece (`body += chunk`) is made flat when the first
 * character is read: 1 ms for each million characters, whatever part is wanted.
 */
const LONGEST = 8 * 1024 * 1024

const HIDDEN_TEXT = cutValue('string', 'redacted')

/** Describes a string: as it is, or what is shown of it. */
export function describeString(capture: Capture, text: string): string {
  if (text.length > capture.limits.maxStringLength) return describeLong(capture, text)
  const scan = scanText(text)
  if (capture.setup.redaction.hidesScanned(text, scan)) return HIDDEN_TEXT
  return quoteScanned(text, scan)
}

/** The shown part is copied by `stringify`: a slice would keep the whole text alive until the event is sent. */
function describeLong(capture: Capture, text: string): string {
  if (text.length > LONGEST) return `{"__tpd_type__":"string",${cutMarks('size', text.length)}}`
  const part = shownPart(capture, text)
  if (part === null) return HIDDEN_TEXT
  const marks = cutMarks('string', text.length - part.length)
  return `{"__tpd_type__":"string","__repr__":${stringify(part)},${marks}}`
}

/** As much of a text as the limits show, or null if it holds a credential. */
export function shownPart(capture: Capture, text: string): string | null {
  const { maxStringLength } = capture.limits
  if (capture.setup.redaction.hidesText(cutText(text, maxStringLength + LOOK_AHEAD))) return null
  return cutText(text, maxStringLength)
}
