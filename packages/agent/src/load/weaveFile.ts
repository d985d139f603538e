import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { InputMap, InstrumentResult, SourceType } from '@debugin/compiler'

/** What the loader knows of a file that it is about to run. */
export interface LoadedFile {
  path: string
  source: string
  /** As Node says it; undefined where Node decides later. */
  format: string | null | undefined
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
}

export interface WovenSource {
  code: string
  report: WeaveReport
}

type Compiler = typeof import('@debugin/compiler')

/** What every woven file holds and no other file does. */
const MARK = 'g.Symbol.for("debugin.runtime")'

/**
 * Weaves one file for the loader. The compiler is loaded when the first file comes.
 *
 * @param withMap whether Node reads source maps, so that the woven text has to carry one
 */
export function weaveFile(file: LoadedFile, withMap: boolean): WovenSource | null {
  if (file.source.includes(MARK)) return null
  const compiler = require('@debugin/compiler') as Compiler
  const result = instrument(file, compiler)
  const report: WeaveReport = {
    path: file.path,
    refused: result.woven ? null : (result.skipped[0]?.reason ?? 'it cannot be woven'),
    skipped: result.skipped,
    record: result.record,
    sourceLength: file.source.length,
  }
  return { code: result.woven && withMap ? withInlineMap(result, compiler) : result.code, report }
}

/** Where Node has not decided whether a file is a module, it is one when it does not parse as CommonJS. */
function instrument({ path, source, format }: LoadedFile, compiler: Compiler): InstrumentResult {
  const inputMap = findInputMap(path, source, compiler)
  const types: SourceType[] = sourceTypes(path, format)
  let first: InstrumentResult | undefined
  for (const sourceType of types) {
    const result = compiler.instrument(source, { file: path, sourceType, inputMap })
    if (result.woven) return result
    first ??= result
  }
  return first as InstrumentResult
}

function sourceTypes(path: string, format: string | null | undefined): SourceType[] {
  if (format?.startsWith('module') || /\.m[jt]s$/.test(path)) return ['module']
  if (format?.startsWith('commonjs') || /\.c[jt]s$/.test(path)) return ['commonjs']
  return ['commonjs', 'module']
}

/** The map that the file names, in itself or beside it; false where there is none that can be read. */
function findInputMap(path: string, source: string, compiler: Compiler): InputMap | false {
  const found = compiler.sourceMappingUrl(source)
  if (found === null) return false
  if (found.url.startsWith('data:')) return compiler.inlineMap(source) ?? false
  try {
    const mapPath = found.url.startsWith('file:')
      ? fileURLToPath(found.url)
      : resolve(dirname(path), decodeURI(found.url))
    return compiler.parseMap(readFileSync(mapPath, 'utf8')) ?? false
  } catch {
    return false
  }
}

/** The last `sourceMappingURL` of a text counts, and Node looks for no second one. */
function withInlineMap(result: InstrumentResult, compiler: Compiler): string {
  const { code } = result
  const old = compiler.sourceMappingUrl(code)
  const body = Buffer.from(JSON.stringify(result.map)).toString('base64')
  const comment = `//# sourceMappingURL=data:application/json;base64,${body}`
  if (old === null) return `${code}\n${comment}`
  return `${code.slice(0, old.start)}${comment}${code.slice(old.end)}`
}
