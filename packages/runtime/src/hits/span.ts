import { quote } from '../capture/quote'
import type { Host } from '../host'

/** JSON text of the span that a hit belongs to, without braces; null where there is none. */
export function spanText({ activeSpan }: Host): string | null {
  const span = activeSpan === undefined ? null : activeSpan()
  return span === null ? null : `"traceId":${quote(span.traceId)},"spanId":${quote(span.spanId)}`
}

/** The same for a hit without a span. */
export const NO_SPAN = '"traceId":null,"spanId":null'
