const TypedArray = Object.getPrototypeOf(Uint8Array)

const TRAPPED = Object.entries({
  'Object.prototype': Object.prototype,
  'Function.prototype': Function.prototype,
  'Array.prototype': Array.prototype,
  'String.prototype': String.prototype,
  'Number.prototype': Number.prototype,
  'Boolean.prototype': Boolean.prototype,
  'BigInt.prototype': BigInt.prototype,
  'Symbol.prototype': Symbol.prototype,
  'RegExp.prototype': RegExp.prototype,
  'Date.prototype': Date.prototype,
  'Map.prototype': Map.prototype,
  'Set.prototype': Set.prototype,
  'Error.prototype': Error.prototype,
  'TypedArray.prototype': TypedArray.prototype,
  'ArrayIterator.prototype': Object.getPrototypeOf([][Symbol.iterator]()),
  'StringIterator.prototype': Object.getPrototypeOf(''[Symbol.iterator]()),
  Object,
  Reflect,
  String,
  Array,
  Number,
  Math,
  JSON,
  Symbol,
  Map,
  Error,
})

const GLOBALS = ['Object', 'Reflect', 'String', 'Array', 'Number', 'Math', 'JSON', 'Symbol', 'Map', 'Set', 'Date']
GLOBALS.push('RegExp', 'BigInt', 'Error', 'TypeError', 'Uint8Array', 'Uint16Array', 'Uint32Array', 'ArrayBuffer')
GLOBALS.push('isNaN', 'parseInt', 'Proxy', 'Function', 'WeakMap', 'WeakSet')

/** Names that a careless read of a descriptor, a tree or an option would find on `Object.prototype`. */
const POLLUTION = [
  'get',
  'set',
  'value',
  'writable',
  'text',
  'hole',
  'optional',
  'isSecret',
  'cleanText',
  'name',
  'next',
]

/**
 * Runs a function while every method and accessor of the built-in prototypes and namespaces, and every built-in
 * global, notes that it was used, and `Object.prototype` and `Array.prototype` have accessors of the program's. The
 * function must use nothing but the language itself: it hands its outcome over by assignment.
 *
 * @returns {string[]} what was used
 */
export function whileTrapped(run) {
  const used = Object.create(null)
  const plans = planTraps((name) => {
    used[name] = true
  })
  const { defineProperty, deleteProperty } = Reflect
  const count = plans.length
  for (let i = 0; i < count; i++) defineProperty(plans[i].object, plans[i].key, plans[i].descriptor)
  try {
    run()
  } finally {
    for (let i = count - 1; i >= 0; i--) {
      const { object, key, old } = plans[i]
      if (old === undefined) deleteProperty(object, key)
      else defineProperty(object, key, old)
    }
  }
  return Object.keys(used)
}

function planTraps(note) {
  const plans = []
  for (const [name, object] of TRAPPED) {
    for (const key of Reflect.ownKeys(object)) {
      const found = Object.getOwnPropertyDescriptor(object, key)
      const label = `${name}.${String(key)}`
      if (!found.configurable || key === 'constructor' || key === 'prototype') continue
      if (typeof found.value === 'function') plans.push(plan(object, key, { value: trapOf(note, label, found.value) }))
      else if (found.get !== undefined) {
        plans.push(plan(object, key, { get: trapOf(note, label, found.get), set: found.set }))
      }
    }
  }
  for (const key of POLLUTION) plans.push(plan(Object.prototype, key, accessor(note, `Object.prototype.${key}`)))
  for (let i = 0; i < 12; i++) plans.push(plan(Array.prototype, i, accessor(note, `Array.prototype[${i}]`)))
  for (const name of GLOBALS) {
    plans.push(plan(globalThis, name, accessor(note, `globalThis.${name}`, globalThis[name])))
  }
  return plans
}

/** Descriptors without a prototype: the `get` that is put on `Object.prototype` would count as theirs. */
function plan(object, key, descriptor) {
  const old = Object.getOwnPropertyDescriptor(object, key)
  if (old !== undefined) Object.setPrototypeOf(old, null)
  return { object, key, old, descriptor: Object.setPrototypeOf({ ...descriptor, configurable: true }, null) }
}

function accessor(note, label, value) {
  return {
    get() {
      note(label)
      return value
    },
    set() {
      note(label)
    },
  }
}

function trapOf(note, label, original) {
  const { apply } = Reflect
  return function trap() {
    note(label)
    // biome-ignore lint/complexity/noArguments: rest parameters may not run here
    return apply(original, this, arguments)
  }
}
