import { isFiniteNumber } from '../natives'
import { startsCardNumber } from '../redact/cardNumber'
import { cutMarks, cutValue } from './cut'

/** The least number with as many digits as a card number; the greatest is the first that a double does not hold. */
const CARD_FROM = 1e12
const CARD_TO = 2 ** 53

/** BigInts with more digits than this are not printed: printing takes more than linear time. */
const BIGINT_DIGITS = 1024n
const BIGINT_LIMIT = 10n ** BIGINT_DIGITS

/** Describes a number: as JSON, or by its text where JSON has none. */
export function describeNumber(value: number): string {
  if (isCardNumber(value)) return cutValue('number', 'redacted')
  if (!isFiniteNumber(value) || (value === 0 && 1 / value < 0))
    return `{"__tpd_type__":"number","__repr__":"${numberLine(value)}"}`
  return `${value}`
}

/** Whether a number has the digits of a card. */
export function isCardNumber(value: number): boolean {
  return value >= CARD_FROM && value < CARD_TO && startsCardNumber(`${value}`, 0)
}

/** `-0` is written `0` by JavaScript. */
export function numberLine(value: number): string {
  return value === 0 && 1 / value < 0 ? '-0' : `${value}`
}

/** Describes a BigInt as it is written: `12n`. */
export function describeBigInt(value: bigint): string {
  const text = bigIntText(value)
  if (text === null) return `{"__tpd_type__":"bigint",${cutMarks('size', 0)},"__summary__":"more than 1024 digits"}`
  if (text.length > 13 && startsCardNumber(text, 0)) return cutValue('bigint', 'redacted')
  return `{"__tpd_type__":"bigint","__repr__":"${text}n"}`
}

/** The digits, or null for a value that is too long. */
export function bigIntText(value: bigint): string | null {
  return value < BIGINT_LIMIT && value > -BIGINT_LIMIT ? `${value}` : null
}
