/** The fields of a JSON object; none for everything else. What arrives from elsewhere is read through these. */
export function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

/** A text, or a number as text; null for everything else. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}

/** A number; null for everything else. */
export function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

/** The elements of an array; none for everything else. */
export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
