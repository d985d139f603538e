import { AnyMap, decodedMappings, encodedMappings, type SourceMapInput, type TraceMap } from '@jridgewell/trace-mapping'
import type { InputMap } from '../options'
import { parseMap } from './inputMap'

/** What mappings are written with. Decoding takes every other letter for an `A`. */
const FIELD = /^[A-Za-z\d+/,;]*$/

/**
 * Reads a source map, one of sections too.
 *
 * @returns null where it is broken: then the file's own lines are the better answer
 */
export function readMap(given: InputMap): TraceMap | null {
  try {
    const sections = sectionsOf(given)
    // Joined, they are decoded already, and what one of them leads to may belong to the next.
    if (sections !== null && !sections.every(({ map }) => map !== undefined && readMap(map) !== null)) return null
    const map = new AnyMap(given as SourceMapInput)
    const read = map.version === 3 && Array.isArray(map.sources) && FIELD.test(encodedMappings(map))
    return read && pointsIntoSources(map) ? map : null
  } catch {
    return null
  }
}

/** The maps that a map is made of, each for a part of the text; null where it is a plain one. */
function sectionsOf(given: InputMap): { map?: InputMap }[] | null {
  const map = (typeof given === 'string' ? parseMap(given) : given) as { sections?: { map?: InputMap }[] } | null
  return map?.sections ?? null
}

/** Mappings that are cut off, or another map's, lead to sources and lines that there are not. */
function pointsIntoSources(map: TraceMap): boolean {
  for (const line of decodedMappings(map)) {
    for (const segment of line) {
      for (const number of segment) if (!(number >= 0)) return false
      if (segment.length > 1 && !((segment[1] as number) < map.sources.length)) return false
    }
  }
  return true
}
