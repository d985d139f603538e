import { describeArguments } from './argumentsObject'
import { describeArray } from './array'
import { describeBuffer, describeDataView, describeTypedArray } from './binary'
import { describeBoxed } from './boxed'
import { brandOf } from './brand'
import type { Capture } from './capture'
import { describeCircular, describeClosed } from './closed'
import { PROXY } from './cut'
import { describeDate } from './date'
import { describeError } from './error'
import { describeFields, describeOwn } from './fields'
import { type Form, formOf } from './form'
import { describeMap } from './map'
import { describeModule } from './moduleNamespace'
import { ownKeys } from './ownKeys'
import { describePrinted } from './printed'
import { describeRegExp } from './regExp'
import { describeSet } from './set'
import type { Step } from './step'

/** Describes an object. Nothing but `isProxy` may touch it before that has said no. */
export function describeObject(capture: Capture, object: object, up: Step | null): string {
  if (capture.setup.host.isProxy(object)) return PROXY
  const level = up === null ? 1 : up.level + 1
  for (let at = up; at !== null; at = at.up) {
    if (at.object === object) return describeCircular(capture, object, at, level)
  }
  const step = { object, level, up }
  const form = formOf(capture, object)
  capture.size += form.head.length + 1
  if (form.kind === 'plain') return describePlain(capture, object, form, step)
  return describeForm(capture, object, form, step)
}

/**
 * An object whose prototype is `Object.prototype` is almost always what it seems. `arguments` has that prototype too, and
 * `Object.setPrototypeOf(map, Object.prototype)` is still a Map: such objects have no keys, or one that is a symbol.
 */
function describePlain(capture: Capture, object: object, form: Form, step: Step): string {
  const keys = ownKeys(capture, object)
  if (keys.names.length === 0 || keys.symbols.length > 0) {
    const kind = brandOf(capture.setup.host, object)
    if (kind !== null) return describeForm(capture, object, { kind, name: form.name, head: HEAD }, step)
  }
  if (step.level > capture.limits.maxDepth) return describeClosed(capture, object, form)
  return describeFields(capture, object, form.head, step, undefined, keys)
}

const HEAD = '{"__tpd_type__":"Object"'

function describeForm(capture: Capture, object: object, form: Form, step: Step): string {
  switch (form.kind) {
    case 'date':
      return describeDate(capture, object as Date, form, step)
    case 'regExp':
      return describeRegExp(capture, object, form, step)
    case 'boxed':
      return describeBoxed(capture, object, form, step)
    case 'buffer':
      return describeBuffer(capture, object, form)
    case 'dataView':
      return describeDataView(object, form)
    case 'printed':
      return describePrinted(capture, object, form, step)
    case 'global':
      return '{"__tpd_type__":"global"}'
    default:
      return step.level > capture.limits.maxDepth
        ? describeClosed(capture, object, form)
        : describeOpen(capture, object, form, step)
  }
}

/** The forms that hold other values. */
function describeOpen(capture: Capture, object: object, form: Form, step: Step): string {
  switch (form.kind) {
    case 'array':
      return describeArray(capture, object as readonly unknown[], form, step)
    case 'map':
      return describeMap(capture, object as ReadonlyMap<unknown, unknown>, form, step)
    case 'set':
      return describeSet(capture, object as ReadonlySet<unknown>, form, step)
    case 'error':
      return describeError(capture, object, form, step)
    case 'typedArray':
      return describeTypedArray(capture, object, form, step)
    case 'arguments':
      return describeArguments(capture, object, step)
    case 'module':
      return describeModule(capture, object, form, step)
    case 'promise':
      // Whether it is settled can only be learned by waiting for it.
      return describeOwn(capture, object, `${form.head},"state":"unknown"`, step)
    default:
      return describeFields(capture, object, form.head, step)
  }
}
