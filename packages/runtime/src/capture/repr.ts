import { scanText } from '../redact/scanText'
import type { Capture } from './capture'
import { cutMarks } from './cut'
import { describeOwn, type SkippedNames } from './fields'
import type { Form } from './form'
import { quoteScanned } from './quote'
import type { Step } from './step'
import { shownPart } from './text'

/** Describes an object by a text that says all of it, `/a+/g` or `https://x.org/`, and by its own properties. */
export function describeRepr(
  capture: Capture,
  object: object,
  form: Form,
  text: string,
  step: Step,
  skipped?: SkippedNames,
): string {
  const part = shownPart(capture, text)
  if (part === null) return `${form.head},${cutMarks('redacted', 0)}}`
  const marks = part.length < text.length ? `,${cutMarks('string', text.length - part.length)}` : ''
  capture.size += part.length
  const head = `${form.head},"__repr__":${quoteScanned(part, scanText(part))}${marks}`
  return describeOwn(capture, object, head, step, skipped)
}
