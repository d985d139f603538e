import type { NameLink } from '@debugin/protocol'
import type { FunctionPlan } from './functionPlan'
import type { Scope } from './scope'

/** Names that expressions have of their own; the program's come first, initialised or not. */
const OF_EXPRESSIONS = ['self', 'args', 'locals', '$return', '$exception', '$duration']

/**
 * Says at every site which names must not be looked for beyond the function's own: `let x = 1; { x; let x = 2 }` throws,
 * and so must a condition there, instead of reading the outer `x`. The same goes for a `var` before its value, a name
 * that stubs do not hand over, and a name of an enclosing function that this one does not use.
 *
 * @param moduleNames the names of the module itself that can be read
 */
export function hideNames(
  functions: readonly FunctionPlan[],
  moduleNames: readonly string[],
  moduleScope: Scope,
): void {
  const beyond = new Set([...moduleNames, ...OF_EXPRESSIONS])
  const shadowed = new Map<Scope, ReadonlySet<string>>([[moduleScope, new Set()]])
  for (const fn of functions) {
    const hidden = new Map<Scope, HiddenNames>()
    for (const site of fn.sites) {
      const { scope } = site
      let here = hidden.get(scope)
      if (here === undefined) {
        here = { names: hiddenIn(scope, fn, shadowedIn(scope, beyond, shadowed)), links: new Map() }
        hidden.set(scope, here)
      }
      if (here.names.size > 0) site.names = hide(here, site.names)
    }
  }
}

/** What is hidden in one scope, and the links made there so far: sites that share names share these too. */
interface HiddenNames {
  names: ReadonlySet<string>
  links: Map<NameLink | null, NameLink | null>
}

/** Names that mean something else in the scope than what can be read beyond the function. */
function hiddenIn(scope: Scope, fn: FunctionPlan, shadowed: ReadonlySet<string>): ReadonlySet<string> {
  if (fn.outer.length === 0) return shadowed
  const hidden = new Set(shadowed)
  for (const name of fn.outer) hidden.delete(name)
  for (let at = scope; at !== fn.scope; at = at.parent as Scope) {
    for (const name of fn.outer) if (at.declared.has(name)) hidden.add(name)
  }
  return hidden
}

/** Names out of `beyond` that are declared again between the module and the inside of the scope. */
function shadowedIn(
  scope: Scope,
  beyond: ReadonlySet<string>,
  known: Map<Scope, ReadonlySet<string>>,
): ReadonlySet<string> {
  const found = known.get(scope)
  if (found !== undefined) return found
  const around = shadowedIn(scope.parent as Scope, beyond, known)
  const own = [...scope.declared.keys()].filter((name) => beyond.has(name) && !around.has(name))
  const all = own.length === 0 ? around : new Set([...around, ...own])
  known.set(scope, all)
  return all
}

/** The names of a site with the hidden ones behind them. */
function hide({ names: hidden, links }: HiddenNames, names: NameLink | null): NameLink | null {
  const known = links.get(names)
  if (known !== undefined) return known
  const left = new Set(hidden)
  for (let link = names; link !== null; link = link.earlier) left.delete(link.name)
  let link = names
  for (const name of left) link = { name, carried: false, hidden: true, earlier: link }
  links.set(names, link)
  return link
}
