import { createHash } from 'node:crypto'
import { compilerVersion, isOwnFile, isWoven, loadCompiler } from '../program/inProcess'
import { resolveFrom } from './resolveFrom'

/** What a Jest configuration may say beside the path of this transform. */
interface TransformConfig {
  /** The transform whose output is woven. Default: `babel-jest`, as Jest's own. */
  transform?: string
  /** What the configuration would say to that one. */
  options?: unknown
}

/** What Jest tells a transform about a file. */
interface TransformOptions {
  config: { rootDir: string }
  configString: string
  transformerConfig: unknown
}

interface Transformed {
  code: string
  /** A source map as an object, or as the text of one. */
  map?: string | object | null
}

/** A transform as Jest knows it. */
interface Transformer {
  canInstrument?: boolean
  process(text: string, path: string, options: TransformOptions): Transformed | string
  processAsync?(text: string, path: string, options: TransformOptions): Promise<Transformed | string>
  getCacheKey?(text: string, path: string, options: TransformOptions): string
}

type TransformerModule = Transformer & { createTransformer?(config: unknown): Transformer; default?: TransformerModule }

/**
 * A transform for Jest that weaves what another one makes of a file. Gates are variables of the modules: the global
 * object of the realms in which Jest runs tests is slow.
 */
function createTransformer({ transform = 'babel-jest', options }: TransformConfig = {}): Transformer {
  let known: Transformer | undefined
  const inner = (given: TransformOptions): Transformer => {
    known ??= loadTransformer(resolveFrom(transform, given.config.rootDir), options ?? {})
    return known
  }
  const forInner = (given: TransformOptions): TransformOptions => ({ ...given, transformerConfig: options ?? {} })
  return {
    get canInstrument() {
      return known?.canInstrument === true
    },
    process: (text, path, given) => weave(inner(given).process(text, path, forInner(given)), path),
    async processAsync(text, path, given) {
      const transformer = inner(given)
      if (transformer.processAsync === undefined) return weave(transformer.process(text, path, forInner(given)), path)
      return weave(await transformer.processAsync(text, path, forInner(given)), path)
    },
    getCacheKey(text, path, given) {
      const hash = createHash('sha256').update(compilerVersion()).update('\0')
      const key = inner(given).getCacheKey?.(text, path, forInner(given))
      return hash.update(key ?? JSON.stringify([text, path, given.configString])).digest('hex')
    },
  }
}

function loadTransformer(file: string, config: unknown): Transformer {
  const loaded = require(file) as TransformerModule
  const module = loaded.createTransformer === undefined ? (loaded.default ?? loaded) : loaded
  return module.createTransformer?.(config) ?? module
}

/** What comes out of a transform is JavaScript, whatever the file is called. */
function weave(made: Transformed | string, path: string): Transformed {
  const { code, map } = typeof made === 'string' ? { code: made, map: null } : made
  if (isOwnFile(path) || isWoven(code)) return { code, map: map ?? null }
  const { instrument } = loadCompiler()
  for (const sourceType of ['commonjs', 'module'] as const) {
    const inputMap = map ?? undefined
    const result = instrument(code, {
      file: path,
      sourceType,
      language: 'js',
      gates: 'module',
      inputMap,
    })
    if (result.woven) return { code: result.code, map: result.map }
  }
  return { code, map: map ?? null }
}

export = { createTransformer }
