import type { FunctionPlan } from './functionPlan'

export type BindingKind = 'var' | 'let' | 'const' | 'class' | 'function' | 'parameter' | 'import' | 'catch' | 'self'

/** What is known about one declared name. */
export interface Binding {
  kind: BindingKind
  /** A function inside the declaring one uses it, so that it lives on the heap anyway. */
  captured: boolean
  assigned: boolean
  /** How often it was declared. */
  declarations: number
}

const ASSIGNED = 1
const CROSSED = 2

/**
 * The names of one block or function. References are kept until the scope closes, when every declaration is known
 * (`var` and functions may come after their uses); what the scope does not declare goes on to its parent. So the
 * whole file is resolved in one walk.
 */
export class Scope {
  readonly declared = new Map<string, Binding>()
  private readonly references = new Map<string, number>()

  constructor(
    readonly parent: Scope | null,
    readonly fn: FunctionPlan,
    /** Names that go on to the parent from here are used by another function there. */
    private readonly boundary: boolean,
  ) {}

  declare(name: string, kind: BindingKind): void {
    const known = this.declared.get(name)
    if (known === undefined) {
      this.declared.set(name, { kind, captured: false, assigned: false, declarations: 1 })
      return
    }
    known.declarations++
    if (known.kind === 'parameter' && kind === 'function') known.assigned = true
  }

  refer(name: string, assigned: boolean): void {
    this.references.set(name, (this.references.get(name) ?? 0) | (assigned ? ASSIGNED : 0))
  }

  /** The names used here, or in functions inside, and not declared here. */
  close(): Set<string> {
    const free = new Set<string>()
    for (const [name, flags] of this.references) {
      const binding = this.declared.get(name)
      if (binding !== undefined) {
        if (flags & CROSSED) binding.captured = true
        if (flags & ASSIGNED) binding.assigned = true
        continue
      }
      free.add(name)
      if (this.parent === null) continue
      const { references } = this.parent
      references.set(name, (references.get(name) ?? 0) | flags | (this.boundary ? CROSSED : 0))
    }
    return free
  }

  /** The nearest scope around this one, itself included, that declares the name. */
  find(name: string): Scope | null {
    for (let scope: Scope | null = this; scope !== null; scope = scope.parent) {
      if (scope.declared.has(name)) return scope
    }
    return null
  }

  /** Names that functions inside have used so far. */
  usedByInner(): string[] {
    const names: string[] = []
    for (const [name, flags] of this.references) if (flags & CROSSED) names.push(name)
    return names
  }
}
