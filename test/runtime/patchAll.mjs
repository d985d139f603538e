const { apply, construct, defineProperty, deleteProperty, getOwnPropertyDescriptor, ownKeys } = Reflect

/** Globals that capture might be tempted to read while the program runs. */
const GLOBALS = [
  ...['Array', 'ArrayBuffer', 'BigInt', 'Date', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'RangeError'],
  ...['Reflect', 'RegExp', 'Set', 'String', 'Symbol', 'Uint8Array', 'URL', 'WeakMap', 'performance', 'process'],
]
/** Names that a careless read of a descriptor, an option or an iterator result would find on Object.prototype. */
const INHERITED = [
  'get',
  'set',
  'value',
  'writable',
  'configurable',
  'done',
  'hidden',
  'toJSON',
  'then',
  'name',
  'more',
]

/**
 * Replaces what a program can replace of the built-in library: every method and getter of every constructor and
 * prototype, the globals themselves, and what a lookup falls through to. Each replacement does what the original did,
 * and notes that it was called.
 *
 * @param {string[]} log
 * @returns {() => void} puts everything back
 */
export function patchAll(log) {
  const done = []
  let quiet = true
  const note = (name) => {
    if (quiet) return
    quiet = true
    defineProperty(log, log.length, {
      __proto__: null,
      value: name,
      writable: true,
      enumerable: true,
      configurable: true,
    })
    quiet = false
  }
  const replace = (holder, key, descriptor) => {
    const before = getOwnPropertyDescriptor(holder, key)
    if (before?.configurable === false) return
    if (defineProperty(holder, key, { __proto__: null, ...descriptor })) done.push({ holder, key, before })
  }
  const wrap = (original, name) =>
    function (...args) {
      note(name)
      return new.target ? construct(original, args, new.target) : apply(original, this, args)
    }

  for (const [label, holder] of builtIns()) {
    for (const key of ownKeys(holder)) {
      if (key === 'constructor' || key === 'prototype') continue
      const before = getOwnPropertyDescriptor(holder, key)
      const name = `${label}.${String(key)}`
      if (typeof before.value === 'function') replace(holder, key, { ...before, value: wrap(before.value, name) })
      else if (before.get) replace(holder, key, { ...before, get: wrap(before.get, `get ${name}`) })
    }
  }
  for (let i = 0; i < 4; i++) {
    const get = () => note(`get Array.prototype[${i}]`)
    const set = () => note(`set Array.prototype[${i}]`)
    replace(Array.prototype, i, { get, set, configurable: true })
  }
  for (const name of GLOBALS) {
    const value = globalThis[name]
    const get = () => {
      note(`globalThis.${name}`)
      return value
    }
    replace(globalThis, name, { get, configurable: true })
  }
  for (const name of INHERITED) {
    replace(Object.prototype, name, { get: () => note(`get Object.prototype.${name}`), configurable: true })
  }
  quiet = false

  return () => {
    quiet = true
    for (let i = done.length - 1; i >= 0; i--) {
      const { holder, key, before } = done[i]
      if (before === undefined) deleteProperty(holder, key)
      else defineProperty(holder, key, { __proto__: null, ...before })
    }
  }
}

/** Everything that has methods: constructors, their prototypes, and the prototypes that have no global name. */
function builtIns() {
  const found = []
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const value = getOwnPropertyDescriptor(globalThis, name)?.value
    if (typeof value !== 'function' || !/^[A-Z]/.test(name)) continue
    found.push([name, value])
    if (value.prototype) found.push([`${name}.prototype`, value.prototype])
  }
  for (const name of ['JSON', 'Reflect', 'Math', 'Atomics']) found.push([name, globalThis[name]])
  const nameless = {
    TypedArray: Object.getPrototypeOf(Uint8Array),
    'TypedArray.prototype': Object.getPrototypeOf(Uint8Array.prototype),
    MapIterator: Object.getPrototypeOf(new Map().entries()),
    SetIterator: Object.getPrototypeOf(new Set().values()),
    ArrayIterator: Object.getPrototypeOf([].values()),
    Iterator: Object.getPrototypeOf(Object.getPrototypeOf([].values())),
    Generator: Object.getPrototypeOf(function* () {}).prototype,
    AsyncFunction: Object.getPrototypeOf(async () => {}),
  }
  return [...found, ...Object.entries(nameless)]
}
