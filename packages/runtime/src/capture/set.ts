import { setNext, setSize, setValues } from '../natives'
import type { Capture } from './capture'
import { cutMarks } from './cut'
import { describeOwn } from './fields'
import type { Form } from './form'
import type { Step } from './step'

/** Describes a Set: `{"__tpd_type__":"Set","size":n,"values":[…]}`. */
export function describeSet(capture: Capture, set: ReadonlySet<unknown>, form: Form, step: Step): string {
  const size = setSize(set)
  const { maxElements } = capture.limits
  const iterator = setValues(set)
  let values = ''
  let shown = 0
  while (shown < size && shown < maxElements && capture.stopped === null) {
    const { value, done } = setNext(iterator)
    if (done === true) break
    values += `${shown === 0 ? '' : ','}${capture.describe(value, step)}`
    capture.size++
    shown++
  }
  const marks = shown < size ? `,${cutMarks(capture.stopped ?? 'elements', size - shown)}` : ''
  return describeOwn(capture, set, `${form.head},"size":${size},"values":[${values}]${marks}`, step)
}
