import {
  bufferLength,
  fromCharCode,
  min,
  sharedBufferLength,
  typedArrayLength,
  typedArrayName,
  viewLength,
  viewOffset,
} from '../natives'
import type { Capture } from './capture'
import { cutMarks } from './cut'
import type { Form } from './form'
import type { Step } from './step'

const HEX = '0123456789abcdef'
/** Bytes looked at beyond the shown ones, so that a credential cut in two is still known. */
const LOOK_AHEAD = 64

/**
 * Describes a typed array by its elements, a Buffer by its bytes in hexadecimal. A detached one has length 0. The
 * elements of a typed array are never accessors.
 */
export function describeTypedArray(capture: Capture, array: object, form: Form, step: Step): string {
  const list = array as ArrayLike<number | bigint>
  const length = typedArrayLength(array)
  const { maxElements } = capture.limits
  const count = min(length, maxElements)
  if (isBytes(array) && holdsCredential(capture, list as ArrayLike<number>, length, count)) {
    return `${form.head},${cutMarks('redacted', 0)}}`
  }
  const content =
    form.name === 'Buffer'
      ? `"__repr__":"${hexText(list as ArrayLike<number>, count)}"`
      : elementsText(capture, list, count, step)
  const marks = count < length ? `,${cutMarks('elements', length - count)}` : ''
  capture.size += content.length
  return `${form.head},"length":${length},${content}${marks}}`
}

/** Whether a typed array is a Buffer or the like, that can hold text. */
export function isBytes(array: object): boolean {
  return typedArrayName(array) === 'Uint8Array'
}

function elementsText(capture: Capture, list: ArrayLike<number | bigint>, count: number, step: Step): string {
  let text = ''
  for (let i = 0; i < count; i++) text += `${i === 0 ? '' : ','}${capture.describe(list[i], step)}`
  return `"elements":[${text}]`
}

function hexText(bytes: ArrayLike<number>, count: number): string {
  let text = ''
  for (let i = 0; i < count; i++) {
    const byte = bytes[i] as number
    text += `${HEX[byte >> 4]}${HEX[byte & 15]}`
  }
  return text
}

/** A password is no safer as bytes: `Buffer.from('Bearer …')`. */
function holdsCredential(capture: Capture, bytes: ArrayLike<number>, length: number, count: number): boolean {
  const looked = min(count + LOOK_AHEAD, length)
  let text = ''
  for (let i = 0; i < looked; i++) text += fromCharCode(bytes[i] as number)
  return capture.setup.redaction.hidesText(text)
}

/** Describes an ArrayBuffer or SharedArrayBuffer by its size; the views on it show the content. */
export function describeBuffer(capture: Capture, buffer: object, form: Form): string {
  const length = capture.setup.host.isArrayBuffer(buffer) ? bufferLength(buffer) : sharedBufferLength(buffer)
  return `${form.head},"byteLength":${length}}`
}

/** Describes a DataView; asking one on a detached buffer for its size throws. */
export function describeDataView(view: object, form: Form): string {
  try {
    return `${form.head},"byteLength":${viewLength(view)},"byteOffset":${viewOffset(view)}}`
  } catch {
    return `${form.head},"__summary__":"detached"}`
  }
}
