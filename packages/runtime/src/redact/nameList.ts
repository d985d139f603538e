import { endsWith, indexOf, startsWith } from '../natives'
import { normalName } from './normalName'

interface Entry {
  text: string
  /** Anything may stand before, behind the text. */
  openStart: boolean
  openEnd: boolean
}

/** A list of names as the user writes it: `patient`, `medical*`, `*number`, `*diagnosis*`. */
export class NameList {
  readonly #entries: readonly Entry[]

  constructor(names: readonly string[]) {
    this.#entries = names.map((name) => {
      const openStart = name.startsWith('*')
      const openEnd = name.endsWith('*') && name.length > 1
      return { text: normalName(name.slice(openStart ? 1 : 0, openEnd ? -1 : undefined)), openStart, openEnd }
    })
  }

  /** Whether a name, already made normal, is on the list. */
  has(normal: string): boolean {
    for (let i = 0; i < this.#entries.length; i++) {
      const { text, openStart, openEnd } = this.#entries[i] as Entry
      if (
        openStart
          ? openEnd
            ? indexOf(normal, text) !== -1
            : endsWith(normal, text)
          : openEnd
            ? startsWith(normal, text)
            : normal === text
      )
        return true
    }
    return false
  }
}
