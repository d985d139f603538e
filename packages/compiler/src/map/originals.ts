import type { PlannedFunction } from '@debugin/protocol'
import {
  decodedMap,
  GREATEST_LOWER_BOUND,
  LEAST_UPPER_BOUND,
  originalPositionFor,
  TraceMap,
} from '@jridgewell/trace-mapping'

/**
 * Moves every site to its place in the original files, which the text's own source map tells; `generated` keeps the
 * place in the text. A site that the map does not know belongs to the woven file, the last of the sources.
 *
 * @returns the sources, as the sites now count them
 */
export function moveToOriginals(functions: readonly PlannedFunction[], file: string, inputMap: TraceMap): string[] {
  // Relative sources are relative to the file.
  const map = new TraceMap(decodedMap(inputMap), file)
  const sources = map.resolvedSources.map((source) => source ?? file)
  // Positions are found under the resolved names: `/shop/src/a.ts`, where the map itself says `../src/a.ts`.
  const indices = new Map(map.resolvedSources.map((source, index) => [source, index]))
  const unmapped = sources.length
  for (const fn of functions) {
    for (const site of fn.sites) {
      const { line, column, endLine, firstLine } = site.generated
      const found = originalOf(map, line, column)
      if (found === null) {
        site.source = unmapped
        continue
      }
      site.source = indices.get(found.source) ?? unmapped
      site.line = found.line
      site.column = found.column
      site.firstLine = firstLine === line ? found.line : Math.min(found.line, firstOriginal(map, firstLine, found))
      site.endLine = endLine === line ? found.line : Math.max(found.line, originalOf(map, endLine, 0)?.line ?? 0)
    }
  }
  return [...sources, file]
}

/** The line in the same source that a line of the text begins with; that of the site where it is another source. */
function firstOriginal(map: TraceMap, line: number, site: { source: string; line: number }): number {
  const found = originalPositionFor(map, { line, column: 0, bias: LEAST_UPPER_BOUND })
  return found.source === site.source ? found.line : site.line
}

function originalOf(
  map: TraceMap,
  line: number,
  column: number,
): { source: string; line: number; column: number } | null {
  for (const bias of [GREATEST_LOWER_BOUND, LEAST_UPPER_BOUND] as const) {
    const found = originalPositionFor(map, { line, column, bias })
    if (found.source !== null) return { source: found.source, line: found.line, column: found.column }
  }
  return null
}
