import { getOwnPropertyDescriptor, getOwnPropertyNames, toStringTag } from '../natives'
import type { Capture } from './capture'
import { describeFields } from './fields'
import type { Form } from './form'
import type { Step } from './step'

/** Its only symbol is the tag. */
const NO_SYMBOLS: readonly symbol[] = []

/**
 * Describes the namespace object of a module. That of `import defer * as m` evaluates the module when its keys are
 * listed; its tag, under a symbol, can be read before.
 */
export function describeModule(capture: Capture, namespace: object, form: Form, step: Step): string {
  const tag: unknown = getOwnPropertyDescriptor(namespace, toStringTag)?.value
  if (tag !== 'Module') return `${form.head},"__summary__":"deferred: not opened, that could run it"}`
  // `Object.keys` reads each export to see whether it is enumerable, and throws for one that is not initialised.
  const names = getOwnPropertyNames(namespace)
  const keys = { names, symbols: NO_SYMBOLS, total: names.length }
  return describeFields(capture, namespace, form.head, step, undefined, keys)
}
