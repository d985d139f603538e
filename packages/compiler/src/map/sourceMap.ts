import remapping, { type SourceMapInput } from '@jridgewell/remapping'
import { encode } from '@jridgewell/sourcemap-codec'
import { decodedMap, type TraceMap } from '@jridgewell/trace-mapping'
import { decodedMappings } from './segments'

/** A source map, https://tc39.es/ecma426/. */
export interface SourceMap {
  version: 3
  file: string
  sources: (string | null)[]
  sourcesContent: (string | null)[]
  names: string[]
  mappings: string
}

/**
 * Makes the map from a woven text to what it was woven from or, where that came with a map of its own, to the
 * original.
 */
export function createSourceMap(
  file: string,
  source: string,
  code: string,
  record: Int32Array,
  inputMap: TraceMap | null,
): SourceMap {
  const own: SourceMap = {
    version: 3,
    file,
    sources: [file],
    sourcesContent: [source],
    names: [],
    mappings: encode(decodedMappings(source, code, record)),
  }
  if (inputMap === null) return own
  const composed = remapping([own as SourceMapInput, decodedMap(inputMap) as SourceMapInput], () => null)
  return {
    version: 3,
    file,
    sources: composed.sources,
    sourcesContent: composed.sourcesContent ?? composed.sources.map(() => null),
    names: composed.names,
    mappings: composed.mappings as string,
  }
}
