import { DebugInError } from '@debugin/protocol'
import { looksLikeCredential } from './credentials'
import { NameList } from './nameList'
import { normalName } from './normalName'
import { type RedactionOptions, type ResolvedRedaction, resolveRedaction } from './options'
import { holdsSecretParameter } from './parameters'
import { HAS_EQUALS, SUSPICIOUS, scanText } from './scanText'
import { isSecretName } from './secretNames'

/**
 * Makes the test of a pattern that the user wrote. It has to take linear time on every text and to touch no state that
 * the program sees (a built-in regular expression sets `RegExp.$1`); it throws if the pattern cannot be read.
 */
export type CompilePattern = (source: string) => (text: string) => boolean

/**
 * Says what must not leave the program.
 *
 * The matcher of patterns comes from outside, because `@debugin/expression` has one and this package imports none of
 * its siblings; without it, options with `patterns` are refused.
 *
 * @throws DebugInError INVALID_OPTION
 */
export function createRedaction(options?: RedactionOptions, compilePattern?: CompilePattern): Redaction {
  const resolved = resolveRedaction(options)
  return new Redaction(resolved, compilePatterns(resolved.patterns, compilePattern))
}

/** The answers to what has to be hidden. Holds no state that changes. */
export class Redaction {
  readonly #names: NameList
  readonly #except: NameList
  readonly #allowOnly: NameList | null
  readonly #patterns: readonly ((text: string) => boolean)[]
  /** The names inside a text are the built-in and the added ones, also where an allow-list rules the variables. */
  readonly #hidesParameter = (name: string): boolean => {
    const normal = normalName(name)
    return this.#names.has(normal) || (!this.#except.has(normal) && isSecretName(name, normal))
  }
  /** Whether a name has to be on a list to be shown. Keys of a Map, which are data, are then hidden as well. */
  readonly allowsListedOnly: boolean

  constructor(options: ResolvedRedaction, patterns: readonly ((text: string) => boolean)[]) {
    this.#names = new NameList(options.names)
    this.#except = new NameList(options.except)
    this.#allowOnly = options.allowOnly === null ? null : new NameList(options.allowOnly)
    this.#patterns = patterns
    this.allowsListedOnly = options.allowOnly !== null
  }

  /** Whether the value of a variable, property, Map entry or symbol key with this name is hidden. Not cached. */
  hidesName(name: string): boolean {
    const normal = normalName(name)
    if (this.#names.has(normal)) return true
    if (this.#allowOnly !== null) return !this.#allowOnly.has(normal)
    return !this.#except.has(normal) && isSecretName(name, normal)
  }

  /** Whether a text looks like a credential. Linear in its length: cut it before. */
  hidesText(text: string): boolean {
    return this.hidesScanned(text, scanText(text))
  }

  /** `hidesText` for a text that was scanned already: `scan` is `scanText(text)`. */
  hidesScanned(text: string, scan: number): boolean {
    if ((scan & SUSPICIOUS) !== 0 && looksLikeCredential(text, scan)) return true
    if ((scan & HAS_EQUALS) !== 0 && holdsSecretParameter(text, this.#hidesParameter)) return true
    return this.#matchesPattern(text)
  }

  /** A pattern that gives up, because a text takes it too long, has not said that the text is harmless. */
  #matchesPattern(text: string): boolean {
    try {
      for (let i = 0; i < this.#patterns.length; i++) {
        if ((this.#patterns[i] as (text: string) => boolean)(text)) return true
      }
      return false
    } catch {
      return true
    }
  }
}

function compilePatterns(
  sources: readonly string[],
  compile: CompilePattern | undefined,
): readonly ((text: string) => boolean)[] {
  if (sources.length > 0 && compile === undefined) {
    throw new DebugInError(
      'INVALID_OPTION',
      'redaction.patterns is given, but this runtime has no matcher for patterns',
      {
        option: 'patterns',
      },
    )
  }
  return sources.map((source, index) => {
    try {
      return (compile as CompilePattern)(source)
    } catch (error) {
      const reason = error instanceof Error ? error.message : `${error}`
      const text = `redaction.patterns[${index}] ${JSON.stringify(source)} cannot be read: ${reason}`
      throw new DebugInError('INVALID_OPTION', text, { option: 'patterns', index }, error)
    }
  })
}
