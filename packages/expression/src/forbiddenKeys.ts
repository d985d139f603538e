/**
 * Keys that are never readable, in any spelling: from each of them a path leads to `Function`, and so to running
 * text as code: `''.constructor.constructor`.
 */
export const FORBIDDEN_KEYS = ['constructor', '__proto__', 'prototype'] as const

/** Whether a key is one of those that are never readable. */
export function isForbiddenKey(key: unknown): boolean {
  return key === 'constructor' || key === '__proto__' || key === 'prototype'
}
