import { DebugInError } from '@debugin/protocol'

/** What the user may say about redaction. Every field is a list of texts; all are optional. */
export interface RedactionOptions {
  /**
   * More names whose values are hidden, beside the built-in ones. Compared without case and without `-_@$.`; a `*` at
   * either end stands for anything: `patient`, `medical*`, `*number`.
   */
  names?: readonly string[]
  /** More shapes of values that are hidden, as regular expressions; see `CompilePattern`. */
  patterns?: readonly string[]
  /** Names that are shown although a built-in rule hides them. Written like `names`, which win over it. */
  except?: readonly string[]
  /** If given, only values with one of these names are shown, at every level. Written like `names`, which win over it. */
  allowOnly?: readonly string[]
}

/** `RedactionOptions` with nothing left open. */
export interface ResolvedRedaction {
  names: readonly string[]
  patterns: readonly string[]
  except: readonly string[]
  /** Null: every name may be shown. An empty list shows nothing. */
  allowOnly: readonly string[] | null
}

/** What holds if the user says nothing: the built-in names and shapes. */
export const DEFAULT_REDACTION: Readonly<ResolvedRedaction> = Object.freeze({
  names: [],
  patterns: [],
  except: [],
  allowOnly: null,
})

const KEYS: readonly string[] = ['names', 'patterns', 'except', 'allowOnly']

/** Checks the user's options and fills in the defaults; throws INVALID_OPTION. */
export function resolveRedaction(options: RedactionOptions = {}): ResolvedRedaction {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw invalid(`redaction is ${describe(options)}; give an object with any of ${KEYS.join(', ')}`, 'redaction')
  }
  for (const key of Object.keys(options)) {
    if (!KEYS.includes(key)) {
      throw invalid(
        `redaction knows no option "${key}"; did you mean "${nearestKey(key)}"? Known: ${KEYS.join(', ')}`,
        key,
      )
    }
  }
  return {
    names: textsOf(options, 'names') ?? DEFAULT_REDACTION.names,
    patterns: textsOf(options, 'patterns') ?? DEFAULT_REDACTION.patterns,
    except: textsOf(options, 'except') ?? DEFAULT_REDACTION.except,
    allowOnly: textsOf(options, 'allowOnly') ?? DEFAULT_REDACTION.allowOnly,
  }
}

function textsOf(options: RedactionOptions, key: keyof RedactionOptions): readonly string[] | undefined {
  const list: unknown = options[key]
  if (list === undefined) return undefined
  if (!Array.isArray(list)) throw invalid(`redaction.${key} is ${describe(list)}; give a list of texts`, key)
  list.forEach((text: unknown, index) => {
    if (typeof text !== 'string' || text === '') {
      throw invalid(`redaction.${key}[${index}] is ${describe(text)}; give a text that is not empty`, key)
    }
  })
  return [...list]
}

/** The known key that shares the most letters with `key`: four keys need no library that measures distances. */
function nearestKey(key: string): string {
  const shared = (known: string) => [...known].filter((letter) => key.toLowerCase().includes(letter.toLowerCase()))
  const score = (known: string) => shared(known).length / Math.max(known.length, key.length)
  return KEYS.reduce((best, known) => (score(known) > score(best) ? known : best))
}

function describe(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : Array.isArray(value) ? 'a list' : `${value}`
}

function invalid(message: string, key: string): DebugInError {
  return new DebugInError('INVALID_OPTION', message, { option: key, known: KEYS })
}
