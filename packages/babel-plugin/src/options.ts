import type { GateKind, SourceType } from '@debugin/compiler'
import { DebugInError } from '@debugin/protocol'
import type { BabelFile } from './babel'

/** What a Babel configuration may say to the plugin. */
export interface BabelPluginOptions {
  /** The name that events and the control API know the file by. Default: Babel's `filename`. */
  file?: string
  /** Default: `module` where Babel read a module, `commonjs` where it allows `return` outside functions, else `script`. */
  sourceType?: SourceType
  /** `module` for realms made by `vm`, as Jest's. Default: `global`. */
  gates?: GateKind
}

const KNOWN = ['file', 'sourceType', 'gates']

/**
 * Refuses what the plugin does not know; values are checked by `instrument()`.
 *
 * @throws DebugInError INVALID_OPTION
 */
export function checkOptions(options: object): void {
  const unknown = Object.keys(options).find((name) => !KNOWN.includes(name))
  if (unknown === undefined) return
  throw new DebugInError(
    'INVALID_OPTION',
    `@debugin/babel-plugin knows no option "${unknown}"; it knows ${KNOWN.join(', ')}`,
    { option: unknown },
  )
}

export function sourceTypeOf({ ast, opts }: BabelFile): SourceType {
  if (ast.program.sourceType === 'module') return 'module'
  const { allowReturnOutsideFunction, sourceType } = opts.parserOpts
  return allowReturnOutsideFunction || sourceType === 'commonjs' ? 'commonjs' : 'script'
}
