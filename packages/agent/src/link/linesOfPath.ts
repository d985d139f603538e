import type { LinesOf } from '@debugin/protocol'
import { normalPath } from '../thread/files/paths'

/**
 * How a woven file counts the lines of a path: it came from that file, or it is it; null where neither holds.
 *
 * What a compiler made in memory has the path of its own source. Then the lines are those of the source: nobody sees
 * the others.
 *
 * @param sources of a file that came with a map: the originals, then the file itself for what the map does not know
 * @param path normal
 */
export function linesOfPath(file: { path: string; sources: readonly string[] }, path: string): LinesOf | null {
  const { sources } = file
  for (let source = 0; source < sources.length - 1; source++) {
    if (normalPath(sources[source] as string) === path) return { source }
  }
  return normalPath(file.path) === path ? 'generated' : null
}
