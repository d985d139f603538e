/** Why something of a value is missing. */
export type CutReason = 'depth' | 'properties' | 'elements' | 'string' | 'time' | 'size' | 'redacted'

/** What stands for a value that is an accessor: its getter was not called. */
export const ACCESSOR = '{"__tpd_type__":"accessor"}'
/** What stands for a Proxy: whatever is asked of one, a trap can answer. */
export const PROXY = '{"__tpd_type__":"Proxy"}'
/** JSON has no word for it. */
export const UNDEFINED = '{"__tpd_type__":"undefined"}'
/** An exported binding of a module that has not been initialised yet. */
export const UNINITIALISED = '{"__tpd_type__":"uninitialized"}'

/** The marks of a cut object, to stand among its fields: without braces and commas around. */
export function cutMarks(reason: CutReason, remaining: number): string {
  const count = remaining > 0 ? `"__tpd_remaining__":${remaining},` : ''
  return `"__tpd_truncated__":true,${count}"__tpd_reason__":"${reason}"`
}

/** What stands for a value that is not shown at all. `type` needs no escaping. */
export function cutValue(type: string, reason: CutReason): string {
  return `{"__tpd_type__":"${type}",${cutMarks(reason, 0)}}`
}
