import { packSiteTable, type WholeSiteTable } from '@debugin/protocol'
import type { TraceMap } from '@jridgewell/trace-mapping'
import { inlineMap } from './map/inputMap'
import { moveToOriginals } from './map/originals'
import { readMap } from './map/readMap'
import { createSourceMap, type SourceMap } from './map/sourceMap'
import { markOf } from './marks'
import { type InstrumentOptions, type ResolvedInstrumentOptions, resolveOptions } from './options'
import { parse } from './parse/parse'
import { mostCharacters } from './plan/growth'
import { type FilePlan, planFile } from './plan/plan'
import { PlanRefusal } from './plan/refusal'
import { plannedFunctions, siteTableOf } from './siteTable'
import { chooseNames } from './weave/emitted'
import { isWoven } from './weave/isWoven'
import { prologue } from './weave/prologue'
import { weave } from './weave/weave'

/** Something that stays as it is, with the reason. */
export interface Skipped {
  /** 1-based. */
  line: number
  reason: string
}

/** The plan estimates how long the woven text will be; where it was wrong, another plan aims lower. */
const ATTEMPTS = 4

/** How the reason begins where the fault is the compiler's, not the file's. */
export const COMPILER_FAILED = 'the compiler failed'

/** The reason for a file without a statement: types, or nothing at all. */
export const NOTHING_RUNS = 'nothing runs'

export interface InstrumentResult {
  /** The woven text, or the source itself where nothing could be woven. */
  code: string
  woven: boolean
  /** From the woven text to the original, made when it is first read; null where nothing was woven. */
  readonly map: SourceMap | null
  /** Every place where a probe can stand; null where nothing was woven. */
  readonly sites: WholeSiteTable | null
  skipped: Skipped[]
  /** Where each piece of the woven text came from: offset in it, offset in the source, characters copied. */
  record: Int32Array
}

/**
 * Weaves gates, twins and stubs into one file.
 *
 * The result runs like the source: same values, errors, order of effects, names, lengths, `this` and lines. A file
 * that does not parse, that has to stay as it is, or that is woven already, comes back unchanged with the reason in `skipped`.
 *
 * @throws DebugInError INVALID_OPTION
 */
export function instrument(source: string, options: InstrumentOptions): InstrumentResult {
  const resolved = resolveOptions(options)
  const { sourceType, language, inputMap: given } = resolved
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source
  const mark = markOf(text)
  try {
    if (isWoven(text)) throw new PlanRefusal('it is woven already', 1)
    if (mark?.kind === 'ignore') throw new PlanRefusal('a comment in it says @debugin-ignore', mark.line)
    const tree = parse(text, sourceType, language)
    const carried = given === undefined ? inlineMap(text) : given === false ? null : given
    const inputMap = carried === null ? null : readMap(carried)
    const bound = mostCharacters(text.length)
    let most = bound
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const plan = planFile(tree, text, sourceType, most)
      if (plan.functions.every((fn) => fn.sites.length === 0)) throw new PlanRefusal(NOTHING_RUNS, 1)
      const result = weaveFile(plan, text, resolved, inputMap)
      if (result.code.length <= bound) return result
      most = text.length + (most - text.length) * ((bound - text.length) / (result.code.length - text.length)) * 0.9
    }
    throw new PlanRefusal('woven, it would be too long', 1)
  } catch (error) {
    return unchanged(source, reasonOf(error))
  }
}

function weaveFile(
  plan: FilePlan,
  text: string,
  { file, sourceType, gates }: ResolvedInstrumentOptions,
  inputMap: TraceMap | null,
): InstrumentResult {
  const functions = plannedFunctions(plan)
  const sources = inputMap === null ? [file] : moveToOriginals(functions, file, inputMap)
  const names = chooseNames(text, file)
  const packed = packSiteTable({ file, sources, moduleNames: plan.moduleNames, functions })
  const first = prologue(plan, names, gates, file, sources, packed)
  const { code, record } = weave(plan, text, sourceType, names, first)
  let map: SourceMap | undefined
  let sites: WholeSiteTable | undefined
  return {
    code,
    woven: true,
    get map() {
      map ??= createSourceMap(file, text, code, record, inputMap)
      return map
    },
    get sites() {
      sites ??= siteTableOf(file, sources, plan.moduleNames, functions)
      return sites
    },
    skipped: plan.skipped,
    record,
  }
}

function unchanged(source: string, reason: Skipped): InstrumentResult {
  return { code: source, woven: false, map: null, sites: null, skipped: [reason], record: new Int32Array() }
}

/** Babel's syntax errors carry the place; anything else is a fault of ours, and the program must run on. */
function reasonOf(error: unknown): Skipped {
  if (error instanceof PlanRefusal) return { line: error.line, reason: error.message }
  if (error instanceof SyntaxError) {
    const { line = 1 } = (error as { loc?: { line?: number } }).loc ?? {}
    return { line, reason: `it does not parse: ${error.message}` }
  }
  return { line: 1, reason: `${COMPILER_FAILED}: ${error instanceof Error ? error.message : String(error)}` }
}
