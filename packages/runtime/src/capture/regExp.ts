import { regExpFlags, regExpSource } from '../natives'
import type { Capture } from './capture'
import type { SkippedNames } from './fields'
import type { Form } from './form'
import { describeRepr } from './repr'
import type { Step } from './step'

/** Always there, almost always 0. */
const SKIPPED: SkippedNames = { __proto__: null, lastIndex: true } as never

/** Describes a regular expression as it is written: `/a+/gi`. */
export function describeRegExp(capture: Capture, regExp: object, form: Form, step: Step): string {
  return describeRepr(capture, regExp, form, regExpText(regExp), step, SKIPPED)
}

/** `/source/flags`. */
export function regExpText(regExp: object): string {
  let flags = ''
  for (let i = 0; i < regExpFlags.length; i++) {
    const flag = regExpFlags[i] as (typeof regExpFlags)[number]
    if (flag.isSet(regExp)) flags += flag.letter
  }
  return `/${regExpSource(regExp)}/${flags}`
}
