import { dateText, dateTime, isFiniteNumber } from '../natives'
import type { Capture } from './capture'
import { describeOwn } from './fields'
import type { Form } from './form'
import type { Step } from './step'

/** Describes a Date by its ISO text; `toISOString` of an invalid one throws. */
export function describeDate(capture: Capture, date: Date, form: Form, step: Step): string {
  return describeOwn(capture, date, `${form.head},"__repr__":"${isoText(date)}"`, step)
}

/** `2026-01-02T03:04:05.006Z` or `Invalid Date`. */
export function isoText(date: Date): string {
  const time = dateTime(date)
  return isFiniteNumber(time) ? dateText(date) : 'Invalid Date'
}
