import { unboxBigInt, unboxBoolean, unboxNumber, unboxString, unboxSymbol } from '../natives'
import type { Capture } from './capture'
import type { Form } from './form'
import type { Step } from './step'

/** Describes `new String('x')`, `Object(1n)` and the like: `{"__tpd_type__":"String","value":"x"}`. */
export function describeBoxed(capture: Capture, box: object, form: Form, step: Step): string {
  return `${form.head},"value":${capture.describe(unbox(box), step)}}`
}

const UNBOXERS: readonly ((box: object) => unknown)[] = [
  unboxString,
  unboxNumber,
  unboxBoolean,
  unboxBigInt,
  unboxSymbol,
]

/** Which of the five it is shows only by trying: such objects are rare enough. */
export function unbox(box: object): unknown {
  for (let i = 0; i < UNBOXERS.length; i++) {
    try {
      return (UNBOXERS[i] as (box: object) => unknown)(box)
    } catch {
      // It holds another kind of primitive.
    }
  }
  return undefined
}
