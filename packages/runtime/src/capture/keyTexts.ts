import { append, MapConstructor, mapClear, mapGet, mapSet, max, startsWith, stringify } from '../natives'
import type { Redaction } from '../redact/redaction'
import { cutText } from './quote'

/** Names kept. A program has a few thousand; an object used as a dictionary could bring any number. */
const KEPT = 4096
/** Names longer than this are data rather than names: they are worked out each time. */
const KEPT_LENGTH = 64
/** Characters shown of a name. */
const SHOWN_LENGTH = 256

/** What a name becomes in a snapshot. */
export interface KeyText {
  /** `"name":`, quoted. */
  text: string
  /** The same behind a comma. */
  next: string
  /** Whether the value is hidden. */
  hidden: boolean
}

/** Names of an object that are kept as a list: one with more is hardly met twice. */
const LISTED = 32
/** Lists kept. */
const LISTS_KEPT = 512

/** The names of an object, in their order, with what becomes of each. */
interface KeyList {
  names: readonly string[]
  texts: readonly KeyText[]
}

/** Quotes names and asks the redaction about them once. Holds strings, never an object of the program. */
export class KeyTexts {
  readonly #redaction: Redaction
  readonly #known = new MapConstructor<string, KeyText>()
  readonly #lists = new MapConstructor<string, KeyList>()
  #size = 0
  #listed = 0

  constructor(redaction: Redaction) {
    this.#redaction = redaction
  }

  of(name: string): KeyText {
    const known = mapGet(this.#known, name)
    if (known !== undefined) return known
    const text = `${stringify(this.#shown(name))}:`
    const made = { text, next: `,${text}`, hidden: this.#redaction.hidesName(cutText(name, SHOWN_LENGTH)) }
    if (name.length <= KEPT_LENGTH) {
      if (this.#size === KEPT) {
        mapClear(this.#known)
        this.#size = 0
      }
      mapSet(this.#known, name, made)
      this.#size++
    }
    return made
  }

  /**
   * What becomes of each name of an object; null where they have to be asked for one by one. Objects with the same names
   * come again and again, so the last list that began with the same name is looked at first: to compare names takes a
   * tenth of looking each of them up.
   *
   * @param names a dense array, which nobody changes any more
   */
  all(names: readonly string[]): readonly KeyText[] | null {
    if (names.length === 0 || names.length > LISTED) return null
    const first = names[0] as string
    const known = mapGet(this.#lists, first)
    if (known !== undefined && areSame(known.names, names)) return known.texts
    return this.#list(first, names)
  }

  #list(first: string, names: readonly string[]): readonly KeyText[] {
    const texts: KeyText[] = []
    let longest = 0
    for (let i = 0; i < names.length; i++) {
      const name = names[i] as string
      longest = max(longest, name.length)
      append(texts, this.of(name))
    }
    if (longest > KEPT_LENGTH) return texts
    if (this.#listed === LISTS_KEPT) {
      mapClear(this.#lists)
      this.#listed = 0
    }
    if (mapGet(this.#lists, first) === undefined) this.#listed++
    mapSet(this.#lists, first, { names, texts })
    return texts
  }

  /** A key can be a credential too: `sessions[jwt] = user`. */
  #shown(name: string): string {
    const shown = cutText(name, SHOWN_LENGTH)
    if (this.#redaction.hidesText(cutText(name, 2 * SHOWN_LENGTH))) return '[redacted]'
    const text = shown === name ? name : `${shown}…`
    return isMark(text) ? `~${text}` : text
  }
}

function areSame(some: readonly string[], others: readonly string[]): boolean {
  if (some.length !== others.length) return false
  for (let i = 0; i < some.length; i++) if (some[i] !== others[i]) return false
  return true
}

/** A property of the program with the name of one of our marks would be read as the mark: `{ __tpd_type__: 'x' }`. */
function isMark(name: string): boolean {
  return startsWith(name, '__tpd_') || name === '__summary__' || name === '__repr__'
}
