import {
  ArrayPrototype,
  functionText,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  globalObject,
  hasOwn,
  isArray,
  MapConstructor,
  mapGet,
  mapSet,
  ObjectPrototype,
  stringify,
  toStringTag,
} from '../natives'
import { brandOf, builtInKind, hasBrand, type Kind } from './brand'
import type { Capture } from './capture'
import type { CaptureHost } from './host'
import { cutText } from './quote'

/** What an object is, for the choice of how to describe it. */
export interface Form {
  kind: Kind
  /** Of its class, or a word for what it is. */
  name: string
  /** How its text begins: `{` for a plain object, else `{"__tpd_type__":"Order"`. */
  head: string
}

/** Prototypes on a chain that are looked at; nobody writes more, but a program can make any number. */
const CHAIN_LENGTH = 64
/** Characters kept of a class name. */
const NAME_LENGTH = 128

const PLAIN: Form = { kind: 'plain', name: 'Object', head: '{' }
const ARRAY: Form = { kind: 'array', name: 'Array', head: '{"__tpd_type__":"Array"' }
const GLOBAL: Form = makeForm('global', 'global')
const NULL_PROTOTYPE = '[Object: null prototype]'

/** The classes that one capture has met. Only for its own time: a program can rename a class between two hits. */
export class Forms {
  readonly #host: CaptureHost
  #lastPrototype: object | null = null
  #lastForm: Form = PLAIN
  #others: Map<object, Form> | null = null

  constructor(host: CaptureHost) {
    this.#host = host
  }

  /** The form of the objects with this prototype, as far as the prototype tells. */
  of(prototype: object): Form {
    if (prototype === this.#lastPrototype) return this.#lastForm
    let form = this.#others === null ? undefined : mapGet(this.#others, prototype)
    if (form === undefined) {
      form = readChain(this.#host, prototype)
      this.#others ??= new MapConstructor<object, Form>()
      mapSet(this.#others, prototype, form)
    }
    this.#lastPrototype = prototype
    this.#lastForm = form
    return form
  }
}

/** What `object`, which is no Proxy, is. Reads internal slots and data properties of its prototypes, nothing else. */
export function formOf(capture: Capture, object: object): Form {
  const prototype = getPrototypeOf(object)
  if (isArray(object)) return prototype === ArrayPrototype ? ARRAY : arrayForm(capture, prototype)
  if (prototype === ObjectPrototype) return PLAIN
  const { host } = capture.setup
  if (object === globalObject) return GLOBAL
  if (prototype === null) return makeForm(brandOf(host, object) ?? 'instance', NULL_PROTOTYPE)
  const form = capture.forms.of(prototype)
  if (form.kind === 'instance' || form.kind === 'global') return form
  if (form.kind === 'unknown') return withKind(form, brandOf(host, object) ?? 'instance')
  return hasBrand(host, object, form.kind) ? form : withKind(form, 'instance')
}

function arrayForm(capture: Capture, prototype: object | null): Form {
  const name = prototype === null ? NULL_PROTOTYPE : capture.forms.of(prototype).name
  return name === 'Array' ? ARRAY : makeForm('array', name)
}

function readChain(host: CaptureHost, prototype: object): Form {
  let name: string | null = null
  let kind: Kind | null = null
  let next: object | null = prototype
  for (let i = 0; next !== null && i < CHAIN_LENGTH; i++) {
    if (next === ObjectPrototype) return makeForm(kind ?? 'instance', name ?? 'Object')
    if (host.isProxy(next)) return makeForm(kind ?? 'unknown', name ?? 'Object')
    kind ??= builtInKind(next)
    if (name === null) name = nameOn(host, next)
    next = getPrototypeOf(next)
    if (name === UNNAMED_NATIVE) return GLOBAL
  }
  // The chain ends elsewhere than in this realm's Object.prototype: an object of another realm, which can be anything.
  return makeForm(kind ?? 'unknown', name ?? NULL_PROTOTYPE)
}

const UNNAMED_NATIVE = 'function () { [native code] }'

/**
 * The name that a prototype gives its objects: of its own `constructor`, else its own `Symbol.toStringTag` (iterators and
 * generators have only that). Both can be getters, and the constructor a Proxy, so only data is read.
 */
function nameOn(host: CaptureHost, prototype: object): string | null {
  const maker = dataOf(prototype, 'constructor')
  if (typeof maker === 'function' && !host.isProxy(maker)) {
    const name = dataOf(maker, 'name')
    if (typeof name !== 'string') return null
    if (name !== '') return cutText(name, NAME_LENGTH)
    // The global object of a `vm` context has such a constructor and forwards every read to the object that the context
    // was made of, which can be a Proxy: `vm.createContext(new Proxy({}, traps))`. `isProxy` is false for it.
    return functionText(maker) === UNNAMED_NATIVE ? UNNAMED_NATIVE : '(anonymous)'
  }
  const tag = dataOf(prototype, toStringTag)
  return typeof tag === 'string' && tag !== '' ? cutText(tag, NAME_LENGTH) : null
}

function dataOf(object: object, key: PropertyKey): unknown {
  const descriptor = getOwnPropertyDescriptor(object, key)
  return descriptor !== undefined && hasOwn(descriptor, 'value') ? descriptor.value : undefined
}

/** The same class, another kind: only a plain object goes without a type. */
function withKind(form: Form, kind: Kind): Form {
  return kind === 'instance' ? { kind, name: form.name, head: form.head } : makeForm(kind, form.name)
}

function makeForm(kind: Kind, name: string): Form {
  const plain = name === 'Object' && (kind === 'instance' || kind === 'unknown')
  return { kind, name, head: plain ? '{' : `{"__tpd_type__":${stringify(name)}` }
}
