import { hasOwn } from '../natives'
import type { Capture } from './capture'
import { ACCESSOR } from './cut'
import { readData, UNREADABLE } from './errorText'
import { describeFields, HIDDEN, type SkippedNames } from './fields'
import type { Form } from './form'
import { describeStackField } from './stackField'
import type { Step } from './step'

/** Shown first and in this order, wherever on the prototypes they are; all other own fields follow. */
const SKIPPED: SkippedNames = { __proto__: null, name: true, message: true, stack: true } as never

/** Describes an error: `name`, `message`, `stack`, then `cause`, `errors`, `code` and whatever else it carries. */
export function describeError(capture: Capture, error: object, form: Form, step: Step): string {
  let text = form.head.length > 1 ? form.head : '{"__tpd_type__":"Object"'
  text += describeText(capture, error, 'name', step) + describeText(capture, error, 'message', step)
  if (hasOwn(error, 'stack')) {
    const key = capture.setup.keys.of('stack')
    text += `,${key.text}${key.hidden ? HIDDEN : describeStackField(capture, error, step)}`
  }
  return describeFields(capture, error, text, step, SKIPPED)
}

function describeText(capture: Capture, error: object, name: string, step: Step): string {
  const key = capture.setup.keys.of(name)
  if (key.hidden) return `,${key.text}${HIDDEN}`
  const value = readData(capture, error, name)
  if (value === undefined) return ''
  return `,${key.text}${value === UNREADABLE ? ACCESSOR : capture.describe(value, step)}`
}
