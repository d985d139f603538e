import { CARRIED, HIDDEN } from './pack'
import type { Site } from './siteTable'
import type { VlqReader } from './vlq'

export type InReach = Pick<Site, 'names' | 'carried' | 'hidden'>

/** The names in reach at each site of a packed table, which sites share in chains; a chain is followed when it is asked for. */
export class NamesInReach {
  /** For each link the link before it, and its word with what it is. */
  private readonly links: Int32Array
  private readonly plain: InReach[] = [{ names: [], carried: [], hidden: [] }]
  private readonly withThis: InReach[] = []

  constructor(
    numbers: VlqReader,
    private readonly word: (index: number) => string,
  ) {
    const count = numbers.read()
    this.links = new Int32Array((count + 1) * 2)
    for (let index = 1; index <= count; index++) {
      this.links[index * 2] = index - 1 - numbers.read()
      this.links[index * 2 + 1] = numbers.read()
    }
  }

  /** The names of a link, oldest first, with or without `this` before them. */
  at(link: number, thisFirst: boolean): InReach {
    const { names, carried, hidden } = this.follow(link)
    if (!thisFirst) return { names, carried, hidden }
    this.withThis[link] ??= { names: ['this', ...names], carried: ['this', ...carried], hidden }
    return this.withThis[link]
  }

  private follow(link: number): InReach {
    const path: number[] = []
    let at = link
    for (; this.plain[at] === undefined; at = this.links[at * 2] as number) path.push(at)
    let found = this.plain[at] as InReach
    for (let next = path.pop(); next !== undefined; next = path.pop()) {
      const word = this.links[next * 2 + 1] as number
      found = withName(found, this.word(Math.floor(word / 3)), word % 3)
      this.plain[next] = found
    }
    return found
  }
}

function withName({ names, carried, hidden }: InReach, name: string, kind: number): InReach {
  if (kind === HIDDEN) return { names, carried, hidden: [...hidden, name] }
  return { names: [...names, name], carried: kind === CARRIED ? [...carried, name] : carried, hidden }
}
