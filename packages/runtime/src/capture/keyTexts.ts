import { MapConstructor, mapClear, mapGet, mapSet, startsWith, stringify } from '../natives'
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

/** Quotes names and asks the redaction about them once. Holds strings, never an object of the program. */
export class KeyTexts {
  readonly #redaction: Redaction
  readonly #known = new MapConstructor<string, KeyText>()
  #size = 0

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

  /** A key can be a credential too: `sessions[jwt] = user`. */
  #shown(name: string): string {
    const shown = cutText(name, SHOWN_LENGTH)
    if (this.#redaction.hidesText(cutText(name, 2 * SHOWN_LENGTH))) return '[redacted]'
    const text = shown === name ? name : `${shown}…`
    return isMark(text) ? `~${text}` : text
  }
}

/** A property of the program with the name of one of our marks would be read as the mark: `{ __tpd_type__: 'x' }`. */
function isMark(name: string): boolean {
  return startsWith(name, '__tpd_') || name === '__summary__' || name === '__repr__'
}
