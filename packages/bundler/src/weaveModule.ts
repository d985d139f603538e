import {
  createSourceMap,
  type InputMap,
  type InstrumentResult,
  instrument,
  isWoven,
  languageOf,
  NOTHING_RUNS,
  type SourceMap,
  type SourceType,
} from '@debugin/compiler'
import type { ResolvedBuildOptions } from './options'

/** A module on its way through a build. */
export interface Module {
  text: string
  /** Absolute. */
  path: string
  /** As events and the control API shall know it. */
  name: string
  /** The map that the text came with; undefined: an inline one, if there is one. */
  inputMap: InputMap | undefined
}

export interface WovenModule {
  code: string
  /** To the text that came. */
  map: SourceMap
  /** To what that came from; the same where it came without a map. */
  composedMap: SourceMap
}

/**
 * Weaves one module.
 *
 * @param warn told why a module stays as it is, where somebody might miss its probes
 * @returns null where it stays as it is
 */
export function weaveModule(
  { text, path, name, inputMap }: Module,
  { gates }: ResolvedBuildOptions,
  warn: (message: string) => void,
): WovenModule | null {
  if (isWoven(text)) return null
  let refused: InstrumentResult | undefined
  for (const sourceType of sourceTypesOf(path)) {
    const result = instrument(text, { file: name, sourceType, gates, inputMap })
    if (result.woven) return withMaps(result, text, path, name)
    refused ??= result
  }
  const reason = refused?.skipped[0]?.reason
  if (reason !== undefined && reason !== NOTHING_RUNS) warn(`${name} cannot hold probes: ${reason}`)
  return null
}

/**
 * Bundlers do not say what a file is. JavaScript that parses as CommonJS is taken for it; TypeScript is written in
 * modules even where it becomes CommonJS.
 */
function sourceTypesOf(path: string): SourceType[] {
  if (/\.m[jt]s$/.test(path)) return ['module']
  if (/\.cts$/.test(path)) return ['commonjs']
  return languageOf(path).startsWith('ts') ? ['module', 'commonjs'] : ['commonjs', 'module']
}

/** Bundlers find a module again by its path. */
function withMaps(result: InstrumentResult, text: string, path: string, name: string): WovenModule {
  const { code, record } = result
  const named = (map: SourceMap): SourceMap => ({
    ...map,
    sources: map.sources.map((source) => (source === name ? path : source)),
  })
  return {
    code,
    get map() {
      return named(createSourceMap(name, text.replace(/^\ufeff/, ''), code, record, null))
    },
    get composedMap() {
      return named(result.map as SourceMap)
    },
  }
}
