import { getOwnPropertyDescriptor, hasOwn } from '../natives'
import { describeElements } from './array'
import type { Capture } from './capture'
import type { Step } from './step'

/** Describes an `arguments` object; its `length` is an ordinary property that the program may have changed. */
export function describeArguments(capture: Capture, list: object, step: Step): string {
  const descriptor = getOwnPropertyDescriptor(list, 'length')
  const length: unknown = descriptor !== undefined && hasOwn(descriptor, 'value') ? descriptor.value : 0
  const count = typeof length === 'number' && length >= 0 && length <= 0xffffffff && length % 1 === 0 ? length : 0
  const elements = describeElements(capture, list as readonly unknown[], count, step)
  return `{"__tpd_type__":"Arguments","length":${count},"elements":${elements}}`
}
