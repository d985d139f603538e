import { mapEntries, mapNext, mapSize, symbolDescription } from '../natives'
import type { Capture } from './capture'
import { cutMarks, cutValue } from './cut'
import { describeOwn, HIDDEN } from './fields'
import type { Form } from './form'
import type { Step } from './step'

/** Describes a Map: `{"__tpd_type__":"Map","size":n,"entries":[[k,v],…]}`. */
export function describeMap(capture: Capture, map: ReadonlyMap<unknown, unknown>, form: Form, step: Step): string {
  const size = mapSize(map)
  const { maxElements } = capture.limits
  const iterator = mapEntries(map)
  let entries = ''
  let shown = 0
  while (shown < size && shown < maxElements && capture.stopped === null) {
    const { value, done } = mapNext(iterator)
    if (done === true) break
    entries += shown === 0 ? '' : ','
    entries += describeEntry(capture, value[0], value[1], step)
    shown++
  }
  const marks = shown < size ? `,${cutMarks(capture.stopped ?? 'elements', size - shown)}` : ''
  const head = `${form.head},"size":${size},"entries":[${entries}]${marks}`
  return describeOwn(capture, map, head, step)
}

/** The key of an entry is the name of its value. With an allow-list it is data as well: `users.get('ann@x.org')`. */
function describeEntry(capture: Capture, key: unknown, value: unknown, step: Step): string {
  const name = typeof key === 'string' ? key : typeof key === 'symbol' ? symbolDescription(key) : undefined
  const hidden = name === undefined ? capture.setup.redaction.allowsListedOnly : capture.setup.keys.of(name).hidden
  const hidesKey = hidden && capture.setup.redaction.allowsListedOnly
  const keyText = hidesKey ? cutValue(typeof key, 'redacted') : capture.describe(key, step)
  capture.size += 3
  return `[${keyText},${hidden ? HIDDEN : capture.describe(value, step)}]`
}
