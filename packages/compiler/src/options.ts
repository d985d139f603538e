import { DebugInError } from '@debugin/protocol'
import { type Language, languageOf } from './parse/language'
import type { SourceType } from './parse/parse'
import type { GateKind } from './weave/weaver'

/** A source map as an object, or as the text of one. */
export type InputMap = string | object

/** What a caller may say about a file. */
export interface InstrumentOptions {
  /** Names the file to people and in events; its extension tells the language. */
  file: string
  sourceType?: SourceType
  language?: Language
  /** Where gates live: on the global object, or, for realms made by `vm` (Jest), in variables of the module. */
  gates?: GateKind
  /** The source map that the text came with; `false`: none, and none is looked for in it. Default: an inline one. */
  inputMap?: InputMap | false | undefined
}

export interface ResolvedInstrumentOptions {
  file: string
  sourceType: SourceType
  language: Language
  gates: GateKind
  inputMap: InputMap | false | undefined
}

const CHOICES = {
  sourceType: ['commonjs', 'module', 'script'],
  language: ['js', 'jsx', 'ts', 'tsx'],
  gates: ['global', 'module'],
} as const

const KNOWN = ['file', 'inputMap', ...Object.keys(CHOICES)]

/**
 * Fills in what the caller left out.
 *
 * @throws DebugInError INVALID_OPTION that names the option, its value and what may stand there
 */
export function resolveOptions(options: InstrumentOptions): ResolvedInstrumentOptions {
  for (const key of Object.keys(options)) {
    if (!KNOWN.includes(key)) throw invalid(`instrument() knows no option "${key}"; it knows ${KNOWN.join(', ')}`, key)
  }
  if (typeof options.file !== 'string' || options.file === '') {
    throw invalid('instrument() needs the option "file": the path or name of the file', 'file')
  }
  for (const key of Object.keys(CHOICES) as (keyof typeof CHOICES)[]) {
    const value = options[key]
    const choices: readonly string[] = CHOICES[key]
    if (value !== undefined && !choices.includes(value)) {
      throw invalid(`option "${key}" is ${JSON.stringify(value)}; it may be ${choices.join(', ')}`, key)
    }
  }
  return {
    file: options.file,
    sourceType: options.sourceType ?? (/\.m[jt]s$/.test(options.file) ? 'module' : 'commonjs'),
    language: options.language ?? languageOf(options.file),
    gates: options.gates ?? 'global',
    inputMap: options.inputMap,
  }
}

function invalid(message: string, option: string): DebugInError {
  return new DebugInError('INVALID_OPTION', message, { option })
}
