/** Few names, so that inner ones often hide outer ones. */
const POOL = ['a', 'b', 'c', 'd', 'e']

/**
 * The names that the code being written may use, and those that it may declare without an early error.
 *
 * `code` tells what the function around allows: `{ async, generator, strict, arrow, method, loops, labels, … }`.
 */
export class Scope {
  /** Declared here by `let`, `const`, a class or a function. */
  lexical = new Set()
  /** Declared by `var`s here and in blocks inside. */
  variables = new Set()
  readable
  /** Those that may be assigned to; of the others most would throw. */
  changeable
  /** Those that hold functions and classes, as long as nobody changes them. */
  callable

  constructor(parent, code, isFunction) {
    this.parent = parent
    this.code = code
    this.isFunction = isFunction
    this.readable = [...(parent?.readable ?? [])]
    this.changeable = [...(parent?.changeable ?? [])]
    this.callable = [...(parent?.callable ?? [])]
  }

  block(changes = {}) {
    return new Scope(this, { ...this.code, ...changes }, false)
  }

  function(changes) {
    return new Scope(this, { ...this.code, loop: false, breakable: false, labels: [], returns: true, ...changes }, true)
  }

  /** Declares a name for this block and gives it. */
  declareLexical(choices) {
    return this.#declare(choices, (name) => !this.lexical.has(name) && !this.variables.has(name), [this.lexical])
  }

  /** Declares a function's name, which at the top of a function may stand there already. */
  declareFunction(choices) {
    if (!this.isFunction || (this.parent === null && this.code.strict)) return this.declareLexical(choices)
    return this.#declare(choices, (name) => !this.lexical.has(name), [this.variables])
  }

  /** Declares a name for the function and gives it; blocks in between may not have a `let` of that name. */
  declareVariable(choices) {
    const path = this.#toFunction()
    const free = (name) => path.every(({ lexical }) => !lexical.has(name))
    const name = this.#declare(choices, free, [])
    for (const scope of path) {
      scope.variables.add(name)
      scope.note(name)
    }
    return name
  }

  /** A parameter: what `let` may not declare again in the body. */
  declareParameter(choices) {
    return this.#declare(choices, (name) => !this.variables.has(name), [this.variables])
  }

  #declare(choices, free, sets) {
    let name = choices.of(POOL)
    for (let n = 0; !free(name); n++) name = n < POOL.length ? POOL[n] : `${POOL[n % POOL.length]}${n}`
    for (const set of sets) set.add(name)
    this.note(name)
    return name
  }

  /** From here on the name is known; whether it may be assigned to and called is what its latest declaration says. */
  note(name, { changeable = true, callable = false } = {}) {
    this.readable = [...this.readable.filter((known) => known !== name), name]
    this.changeable = this.changeable.filter((known) => known !== name)
    this.callable = this.callable.filter((known) => known !== name)
    if (changeable) this.changeable.push(name)
    if (callable) this.callable.push(name)
  }

  #toFunction() {
    const path = [this]
    while (!path.at(-1).isFunction && path.at(-1).parent !== null) path.push(path.at(-1).parent)
    return path
  }
}
