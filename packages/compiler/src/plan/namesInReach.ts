import type { NameLink } from '@debugin/protocol'

/**
 * Names that one site can have in reach; of more, the latest count. Generated code declares thousands of names in one
 * function, and what every statement tells of all of them would grow with the square.
 */
const MOST = 400

/** A link that knows how many there are with it. */
interface CountedLink extends NameLink {
  readonly earlier: CountedLink | null
  readonly count: number
}

/** The names of one function that hold values at the place where the walk is. */
export class NamesInReach {
  /** The latest of them; null where there are none. */
  latest: CountedLink | null = null
  /** The parameters, which stay in reach however many names come after them. */
  private parameters: CountedLink | null = null
  /** Links of the names of the function's outermost scope, parameters left out. */
  readonly own = new Set<NameLink>()
  private readonly vars = new Set<string>()

  /**
   * From here on the names hold values.
   *
   * @param own they belong to the function's outermost scope
   */
  add(names: readonly string[], own: boolean): void {
    for (const name of names) this.link(name, own)
  }

  /**
   * The same for `var`s, which may be declared again and again. In `catch (e) { var e = 1 }` the name means the
   * caught value up to the end of the block.
   */
  addVars(names: readonly string[]): void {
    for (const name of names) {
      if (this.vars.has(name)) continue
      this.vars.add(name)
      if (!this.has(name)) this.link(name, true)
    }
  }

  private has(name: string): boolean {
    for (let at = this.latest; at !== null; at = at.earlier) if (at.name === name) return true
    return false
  }

  /** The first names of a function. One that is declared again as a `var` stays what it is. */
  addParameters(names: readonly string[]): void {
    this.add(names, false)
    this.parameters = this.latest
    for (const name of names) this.vars.add(name)
  }

  /**
   * Runs a visit of statements that declare the given names for themselves. Until such a name is initialised there,
   * it can be read neither as theirs nor as the outer one: `let x = 1; { x; let x = 2 }` throws. Afterwards only
   * `var`s are in reach that were not before.
   */
  within(declared: readonly string[], visit: () => void): void {
    const { latest } = this
    const vars = this.vars.size
    if (declared.length > 0) this.latest = this.without(new Set(declared), latest)
    visit()
    this.latest = latest
    if (this.vars.size > vars) this.add([...this.vars].slice(vars), true)
  }

  private without(hidden: ReadonlySet<string>, link: CountedLink | null): CountedLink | null {
    const above: CountedLink[] = []
    let lowest: CountedLink | null = null
    for (let at = link; at !== null; at = at.earlier) {
      if (hidden.has(at.name)) lowest = at
      above.push(at)
    }
    if (lowest === null) return link
    // Below the lowest hidden name the links stay shared.
    let kept = lowest.earlier
    for (const at of above.slice(0, above.indexOf(lowest)).reverse()) {
      if (!hidden.has(at.name)) kept = this.chain(at.name, kept, this.own.has(at))
    }
    return kept
  }

  private link(name: string, own: boolean): void {
    if ((this.latest?.count ?? 0) >= MOST) this.latest = this.latestHalf()
    this.latest = this.chain(name, this.latest, own)
  }

  /** The parameters, and the later half of the other names. */
  private latestHalf(): CountedLink | null {
    const kept: CountedLink[] = []
    for (let at = this.latest; at !== null && at !== this.parameters && kept.length < MOST / 2; at = at.earlier) {
      kept.push(at)
    }
    let link = this.parameters
    for (const { name, own } of kept.reverse().map((at) => ({ name: at.name, own: this.own.has(at) }))) {
      link = this.chain(name, link, own)
    }
    return link
  }

  private chain(name: string, earlier: CountedLink | null, own: boolean): CountedLink {
    const link: CountedLink = { name, earlier, carried: true, count: (earlier?.count ?? 0) + 1 }
    if (own) this.own.add(link)
    return link
  }
}
