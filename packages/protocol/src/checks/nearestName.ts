import { closest, distance } from 'fastest-levenshtein'

/** Characters of a name that are compared; names come from outside and may be of any length. */
const COMPARED = 100

/** The one of `known` that differs least from `name`; `known` must not be empty. */
export function nearestName(name: string, known: readonly string[]): string {
  return closest(name.slice(0, COMPARED), known)
}

/** Those of `known` that differ least from `name`, the nearest first; of those that differ in much only the nearest. */
export function nearestNames(name: string, known: readonly string[], count: number): string[] {
  const compared = name.slice(0, COMPARED)
  const distances = known.map((candidate) => ({ candidate, steps: distance(compared, candidate.slice(0, COMPARED)) }))
  distances.sort((a, b) => a.steps - b.steps)
  const near = distances.filter(({ steps }, index) => index === 0 || steps * 3 <= compared.length)
  return near.slice(0, count).map(({ candidate }) => candidate)
}
