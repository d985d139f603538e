/** Whether one of some names stands anywhere in a parsed expression, or in what holds some. */
export function namesAny(part: object, names: readonly string[]): boolean {
  const { type, name } = part as { type?: unknown; name?: unknown }
  if (type === 'name' && names.includes(String(name))) return true
  return Object.values(part).some((value) => typeof value === 'object' && value !== null && namesAny(value, names))
}
