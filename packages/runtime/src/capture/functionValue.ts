import { getOwnPropertyDescriptor, getPrototypeOf, hasOwn, objectKeys, stringify } from '../natives'
import type { Capture } from './capture'
import { PROXY } from './cut'
import { listKeys } from './fields'
import { cutText } from './quote'

/** Characters kept of a function's name. */
const NAME_LENGTH = 128

const asyncPrototype = getPrototypeOf(async () => {})
const generatorPrototype = getPrototypeOf(function* () {})
const asyncGeneratorPrototype = getPrototypeOf(async function* () {})

/** Describes a function or class: what it is, its name, and the names of the properties it carries. */
export function describeFunction(capture: Capture, fn: object): string {
  if (capture.setup.host.isProxy(fn)) return PROXY
  const type = isClass(fn) ? 'class' : 'function'
  const keys = listKeys(capture, objectKeys(fn), 0)
  const text = `{"__tpd_type__":"${type}","__repr__":${stringify(functionLine(capture, fn))}${keys === '' ? '' : `,${keys}`}}`
  capture.size += text.length
  return text
}

/** `[Function: add]`, `[AsyncFunction: load]`, `[class Order extends Record]`. */
export function functionLine(capture: Capture, fn: object): string {
  const name = nameOf(fn)
  const prototype = getPrototypeOf(fn)
  if (isClass(fn)) {
    const parent = typeof prototype === 'function' && !capture.setup.host.isProxy(prototype) ? nameOf(prototype) : ''
    return `[class ${name === '' ? '(anonymous)' : name}${parent === '' ? '' : ` extends ${parent}`}]`
  }
  const kind =
    prototype === asyncPrototype
      ? 'AsyncFunction'
      : prototype === generatorPrototype
        ? 'GeneratorFunction'
        : prototype === asyncGeneratorPrototype
          ? 'AsyncGeneratorFunction'
          : 'Function'
  return name === '' ? `[${kind} (anonymous)]` : `[${kind}: ${name}]`
}

/** The `prototype` of a class cannot be assigned, that of a function can; arrows and methods have none. */
function isClass(fn: object): boolean {
  const prototype = getOwnPropertyDescriptor(fn, 'prototype')
  return prototype !== undefined && hasOwn(prototype, 'value') && prototype.writable === false
}

/** A class can have `static name() {}` or `static get name()`. */
function nameOf(fn: object): string {
  const descriptor = getOwnPropertyDescriptor(fn, 'name')
  if (descriptor === undefined || !hasOwn(descriptor, 'value')) return ''
  const name: unknown = descriptor.value
  return typeof name === 'string' ? cutText(name, NAME_LENGTH) : ''
}
