/** Reads one value out of what a hit hands over. May throw: a `let` that is not initialised yet. */
export type Reader<Context> = (context: Context) => unknown

/** Finds the reader of a name, once, when an expression is compiled; null: the name is not in reach. */
export type Bind<Context> = (name: string) => Reader<Context> | null

/** What evaluation needs of the platform. */
export interface ExpressionHost {
  /** `util.types.isProxy`: a Proxy cannot be told apart in the language, and any look at it runs its traps. */
  isProxy(value: unknown): boolean
  /** Whether a value is withheld because of the name of its variable or property; left out: none is. */
  isSecret?(name: string | symbol): boolean
}

/** What the parts of one expression are compiled with. */
export interface Scope<Context> {
  readonly bind: Bind<Context>
  readonly isProxy: (value: unknown) => boolean
  /** Whether a value must not be read because of the name it stands under; null: none is secret. */
  readonly isSecret: ((name: string | symbol) => boolean) | null
  /** Shared by all parts, and cleared after each evaluation. */
  readonly seen: Seen
}

/**
 * The object last found to be no Proxy. Asking takes 10 to 15 ns, and `user.age > 18 && user.name` would ask twice.
 */
export interface Seen {
  object: object | null
}

/** Stands for a value that is secret. */
export const REDACTED = '<redacted>'
