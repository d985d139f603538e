import { type ParseResult, type ParserOptions, type ParserPlugin, parse as parseWithBabel } from '@babel/parser'
import type * as t from '@babel/types'
import type { Language } from './language'

/** `commonjs` is a script that stands in a function: it may `return` and has its own `this`. */
export type SourceType = 'commonjs' | 'module' | 'script'

const SYNTAX: ParserPlugin[] = [
  'decoratorAutoAccessors',
  'explicitResourceManagement',
  'sourcePhaseImports',
  'deferredImportEvaluation',
]

/** The two kinds of decorators exclude each other; only the older one may decorate parameters, as NestJS does. */
const DECORATORS: ParserPlugin[] = ['decorators', 'decorators-legacy']

/**
 * Parses one file.
 *
 * @throws SyntaxError of Babel, with `loc`, when no reading of the file parses
 */
export function parse(source: string, sourceType: SourceType, language: Language): ParseResult<t.File> {
  let failure: unknown
  for (const plugins of readings(source, language)) {
    for (const grammar of grammars(sourceType, language)) {
      try {
        return parseWithBabel(source, { ...optionsFor(sourceType, plugins), sourceType: grammar })
      } catch (error) {
        failure ??= error
      }
    }
  }
  throw failure
}

/**
 * What Babel takes the file for. CommonJS in TypeScript may hold `import type`, which is erased, and
 * `import a = require('a')`, which is compiled.
 */
function grammars(sourceType: SourceType, language: Language): ('script' | 'module')[] {
  if (sourceType === 'module') return ['module']
  return sourceType === 'commonjs' && language.startsWith('ts') ? ['script', 'module'] : ['script']
}

/** Sets of plugins to try, likeliest first; a second one is tried only when the first fails. */
function readings(source: string, language: Language): ParserPlugin[][] {
  const [modern, legacy] = DECORATORS as [ParserPlugin, ParserPlugin]
  const dialect: ParserPlugin[] =
    language === 'ts' ? ['typescript'] : language === 'tsx' ? ['typescript', 'jsx'] : language === 'jsx' ? ['jsx'] : []
  const sets = [[...SYNTAX, ...dialect, modern]]
  if (source.includes('@')) sets.push([...SYNTAX, ...dialect, legacy])
  if (language === 'js' && /<\/|\/>/.test(source)) sets.push([...SYNTAX, 'jsx', modern])
  return sets
}

function optionsFor(sourceType: SourceType, plugins: ParserPlugin[]): ParserOptions {
  return {
    allowReturnOutsideFunction: sourceType === 'commonjs',
    allowNewTargetOutsideFunction: sourceType === 'commonjs',
    allowUndeclaredExports: true,
    createImportExpressions: true,
    attachComment: false,
    plugins,
  }
}
