import { closest } from 'fastest-levenshtein'

/** Characters of a name that are compared; names come from outside and may be of any length. */
const COMPARED = 100

/** The one of `known` that differs least from `name`; `known` must not be empty. */
export function nearestName(name: string, known: readonly string[]): string {
  return closest(name.slice(0, COMPARED), known)
}
