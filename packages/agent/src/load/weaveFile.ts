import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { InstrumentResult, SourceType } from '@debugin/compiler'
import { inlineMap, parseMap, sourceMappingUrl } from '@debugin/compiler/inputMap'
import { isWoven } from '@debugin/compiler/isWoven'
import { markOf } from '@debugin/compiler/marks'
import { loadCompiler } from './compiler'
import { isMinified } from './minified'

/** What the loader knows of a file that it is about to run. */
export interface LoadedFile {
  path: string
  source: string
  /** As Node says it; undefined where Node decides later. */
  format: string | null | undefined
}

/** All that the woven text of a file depends on, beside the compiler. */
export interface WeaveRequest {
  path: string
  source: string
  /** The kinds of source it may be, likeliest first. */
  sourceTypes: SourceType[]
  /** The text of the source map beside the file that it names; null where it names none, or has one in itself. */
  mapText: string | null
  /** Whether Node reads source maps, so that the woven text has to carry one. */
  withMap: boolean
  /** A person asked for this very file, so that it is woven even where it looks minified. */
  named: boolean
}

/** A file that was woven, or was not, for the thread that answers questions about files. */
export interface WeaveReport {
  path: string
  /** Why the whole file stays as it is; null where it was woven. */
  refused: string | null
  skipped: { line: number; reason: string }[]
  /** Where each piece of the woven text came from; see the compiler. */
  record: Int32Array
  sourceLength: number
  /** The text that was woven, where it carries its source map and so may be another than what is on disk. */
  text: string | null
  /** It came out of the cache. */
  kept: boolean
}

export interface WovenSource {
  code: string
  report: WeaveReport
  /** Whether the same would come out again. A failure of the compiler may be the moment's: a stack that is nearly full. */
  lasting: boolean
}

/** What there is to weave; null where the file is woven already. */
export function requestWeave(
  { path, source, format }: LoadedFile,
  withMap: boolean,
  named: boolean,
): WeaveRequest | null {
  if (isWoven(source)) return null
  const mapText = readMapBeside(path, source)
  return { path, source, sourceTypes: sourceTypesOf(path, format), mapText, withMap, named }
}

/**
 * Why the text of a file that is on disk or comes to the loader is left as it is; null where the compiler decides.
 * With a source map even minified code has lines that a person knows.
 */
export function refusalByText(path: string, source: string, named: boolean): string | null {
  if (isWoven(source)) return 'it is woven already'
  return refusal({ path, source, mapText: readMapBeside(path, source), named })
}

/** Weaves one file for the loader. The compiler is loaded when the first file comes. */
export function weaveFile(request: WeaveRequest): WovenSource {
  const refused = refusal(request)
  if (refused !== null) return { code: request.source, report: leftReport(request, refused), lasting: true }
  const compiler = loadCompiler()
  const result = instrument(request, compiler)
  const report: WeaveReport = {
    path: request.path,
    refused: result.woven ? null : (result.skipped[0]?.reason ?? 'it cannot be woven'),
    skipped: result.skipped,
    record: result.record,
    sourceLength: request.source.length,
    text: textToTell(request.source),
    kept: false,
  }
  const code = result.woven && request.withMap ? withInlineMap(result) : result.code
  return { code, report, lasting: !report.refused?.startsWith(compiler.COMPILER_FAILED) }
}

/** What the thread that answers questions is told of a file that stays as it is. */
export function leftReport({ path, source }: Pick<LoadedFile, 'path' | 'source'>, refused: string): WeaveReport {
  const skipped = [{ line: 1, reason: refused }]
  return { path, refused, skipped, record: new Int32Array(), sourceLength: source.length, text: null, kept: false }
}

/** What compilers hand over while a file is loaded has its map in itself; there is nowhere else to put it. */
export function textToTell(source: string): string | null {
  return sourceMappingUrl(source)?.url.startsWith('data:') === true ? source : null
}

function refusal({ path, source, mapText, named }: Omit<WeaveRequest, 'sourceTypes' | 'withMap'>): string | null {
  if (named || !isMinified(path, source) || inputMapOf(source, mapText) !== null) return null
  return markOf(source)?.kind === 'include' ? null : 'it is minified, and there is no source map'
}

function inputMapOf(source: string, mapText: string | null): ReturnType<typeof parseMap> {
  return mapText === null ? inlineMap(source) : parseMap(mapText)
}

/** Where Node has not decided whether a file is a module, it is one when it does not parse as CommonJS. */
function instrument(
  { path, source, sourceTypes, mapText }: WeaveRequest,
  compiler: typeof import('@debugin/compiler'),
): InstrumentResult {
  const inputMap = inputMapOf(source, mapText) ?? false
  let first: InstrumentResult | undefined
  for (const sourceType of sourceTypes) {
    const result = compiler.instrument(source, { file: path, sourceType, inputMap })
    if (result.woven) return result
    first ??= result
  }
  return first as InstrumentResult
}

function sourceTypesOf(path: string, format: string | null | undefined): SourceType[] {
  if (format?.startsWith('module') || /\.m[jt]s$/.test(path)) return ['module']
  if (format?.startsWith('commonjs') || /\.c[jt]s$/.test(path)) return ['commonjs']
  return ['commonjs', 'module']
}

/** The text of the map that the file names; null where there is none beside it that can be read. */
function readMapBeside(path: string, source: string): string | null {
  const url = sourceMappingUrl(source)?.url
  if (url === undefined || url.startsWith('data:')) return null
  try {
    const mapPath = url.startsWith('file:') ? fileURLToPath(url) : resolve(dirname(path), decodeURI(url))
    return readFileSync(mapPath, 'utf8')
  } catch {
    return null
  }
}

/** The last `sourceMappingURL` of a text counts, and Node looks for no second one. */
function withInlineMap(result: InstrumentResult): string {
  const { code } = result
  const old = sourceMappingUrl(code)
  const body = Buffer.from(JSON.stringify(result.map)).toString('base64')
  const comment = `//# sourceMappingURL=data:application/json;base64,${body}`
  if (old === null) return `${code}\n${comment}`
  return `${code.slice(0, old.start)}${comment}${code.slice(old.end)}`
}
