import { mapSize, setSize, stringify, typedArrayLength } from '../natives'
import type { Capture } from './capture'
import { cutMarks } from './cut'
import { errorLine } from './errorText'
import { listKeys } from './fields'
import type { Form } from './form'
import { formOf } from './form'
import { ownKeys } from './ownKeys'
import type { Step } from './step'

/** How many entries an object of this form has that its text would show one by one; -1 where that is no question. */
export function countOf(object: object, form: Form): number {
  switch (form.kind) {
    case 'array':
      return (object as readonly unknown[]).length
    case 'map':
      return mapSize(object as ReadonlyMap<unknown, unknown>)
    case 'set':
      return setSize(object as ReadonlySet<unknown>)
    case 'typedArray':
      return typedArrayLength(object)
    default:
      return -1
  }
}

/** Describes an object that lies too deep to be opened: what it is, and how much is in it. */
export function describeClosed(capture: Capture, object: object, form: Form): string {
  const head = form.head.length > 1 ? form.head : '{"__tpd_type__":"Object"'
  const count = countOf(object, form)
  if (count >= 0) {
    if (count === 0 && form.name === 'Array') return '[]'
    return `${head},"__summary__":${stringify(`${form.name}(${count})`)},${cutMarks('depth', count)}}`
  }
  if (form.kind === 'error') {
    return `${head},"__summary__":${stringify(errorLine(capture, object, form.name))},${cutMarks('depth', 0)}}`
  }
  if (form.kind === 'module') return `${head},${cutMarks('depth', 0)}}`
  const keys = ownKeys(capture, object)
  const total = keys.total < 0 ? -1 : keys.total + keys.symbols.length
  if (total === 0) return `${form.head}}`
  const list = listKeys(capture, keys.names, 0)
  return `${head},${list === '' ? '' : `${list},`}${cutMarks('depth', total)}}`
}

/** Describes an object that is on its own path: `node.parent.children[0]` is `node` again. */
export function describeCircular(capture: Capture, object: object, at: Step, level: number): string {
  const { name } = formOf(capture, object)
  const up = level - at.level
  return `{"__tpd_circular__":true,"__tpd_type__":${stringify(name)},"__summary__":"the object ${up} level${up === 1 ? '' : 's'} up"}`
}
