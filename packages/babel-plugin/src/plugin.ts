import { type InstrumentResult, instrument, languageOf } from '@debugin/compiler'
import { DebugInError } from '@debugin/protocol'
import type { Babel, BabelFile } from './babel'
import { type BabelPluginOptions, checkOptions, sourceTypeOf } from './options'
import { OriginalPlaces } from './originalPlaces'

/**
 * Weaves gates, twins and stubs into a file that Babel compiles: before any other plugin of the same pass sees it, so
 * that sites stand where the source has them. The result's `metadata.debugin` holds `woven` and `skipped` as
 * `instrument()` gives them.
 *
 * @throws DebugInError INVALID_OPTION for an option that it does not know, or a tree that came without its text
 */
export function debugin(babel: Babel, options: BabelPluginOptions = {}) {
  babel.assertVersion('^7.29.0 || ^8.1.0')
  checkOptions(options)
  return {
    name: '@debugin/babel-plugin',
    pre(file: BabelFile): void {
      const result = weaveFile(file, options)
      file.metadata.debugin = { woven: result.woven, skipped: result.skipped }
      if (result.woven) replaceTree(file, result, babel)
    },
  }
}

function weaveFile(file: BabelFile, options: BabelPluginOptions): InstrumentResult {
  const name = options.file ?? file.opts.filename ?? 'unknown'
  if (file.code === '' && file.ast.program.body.length > 0) {
    throw new DebugInError(
      'INVALID_OPTION',
      `${name}: @debugin/babel-plugin weaves the text of a file, and Babel was given its tree alone; ` +
        'pass the text as the second argument of transformFromAst()',
      { file: name },
    )
  }
  return instrument(file.code, {
    sourceType: sourceTypeOf(file),
    ...options,
    file: name,
    language: languageOf(file.opts.filename ?? name),
    inputMap: file.inputMap?.toObject() ?? false,
  })
}

/** The woven text is read as Babel reads the file itself: its own parser, with what other plugins told it. */
function replaceTree(file: BabelFile, { code, record }: InstrumentResult, babel: Babel): void {
  const { parserOpts } = file.opts
  const woven = babel.parseSync(code, {
    babelrc: false,
    configFile: false,
    sourceType: parserOpts.sourceType,
    parserOpts,
  })
  const places = new OriginalPlaces(file.code, record)
  babel.types.traverseFast(woven.program, (node) => places.restore(node))
  const { body, directives } = woven.program
  Object.assign(file.ast.program, { body, directives })
  file.ast.comments = woven.comments
  if (file.ast.tokens) file.ast.tokens = woven.tokens
  file.scope.crawl()
}
