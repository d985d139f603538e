import { stringify, symbolDescription } from '../natives'
import type { Redaction } from '../redact/redaction'
import { cutValue } from './cut'
import { cutText } from './quote'

/** Characters kept of a symbol's description. */
const NAME_LENGTH = 128

/** Describes a symbol by its description. */
export function describeSymbol(redaction: Redaction, symbol: symbol): string {
  const line = symbolLine(symbol)
  if (redaction.hidesText(line)) return cutValue('symbol', 'redacted')
  return `{"__tpd_type__":"symbol","__repr__":${stringify(line)}}`
}

/** `Symbol(name)`. */
export function symbolLine(symbol: symbol): string {
  return `Symbol(${cutText(symbolDescription(symbol) ?? '', NAME_LENGTH)})`
}
