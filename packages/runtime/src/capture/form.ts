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
  toStringTag,
} from '../natives'
import { brandOf, builtInKind, hasBrand, type Kind } from './brand'
import type { Capture } from './capture'
import type { CaptureHost } from './host'
import { cutText, quote } from './quote'

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
  if (prototype === null) return bareForm(brandOf(host, object) ?? 'instance')
  const form = capture.forms.of(prototype)
  if (form.kind === 'instance' || form.kind === 'global') return form
  if (form.kind === 'unknown') return withKind(form, brandOf(host, object) ?? 'instance')
  return hasBrand(host, object, form.kind) ? form : withKind(form, 'instance')
}

/** The form of an object without a prototype. */
function bareForm(kind: Kind): Form {
  return makeForm(kind, kind === 'module' ? 'Module' : NULL_PROTOTYPE)
}

function arrayForm(capture: Capture, prototype: object | null): Form {
  const name = prototype === null ? NULL_PROTOTYPE : capture.forms.of(prototype).name
  return name === 'Array' ? ARRAY : makeForm('array', name)
}

function readChain(host: CaptureHost, prototype: object): Form {
  let kind: Kind | null = null
  let chain: Link | null = null
  let next: object | null = prototype
  for (let i = 0; next !== null && i < CHAIN_LENGTH; i++) {
    if (next === ObjectPrototype) return makeForm(kind ?? 'instance', nameOnChain(host, prototype) ?? 'Object')
    if (host.isProxy(next)) break
    kind ??= builtInKind(next)
    chain = { object: next, below: chain }
    next = getPrototypeOf(next)
  }
  // The chain does not end in this realm's Object.prototype: an object of another realm, which can be anything.
  if (holdsForeignGlobal(host, chain)) return GLOBAL
  return makeForm(kind ?? 'unknown', nameOnChain(host, prototype) ?? (next === null ? NULL_PROTOTYPE : 'Object'))
}

/** A prototype, and the one that inherits from it. */
interface Link {
  object: object
  below: Link | null
}

/**
 * Whether the global object of a `vm` context inherits from one of these prototypes, the highest first. It hands every
 * read on to the object that the context was made of, which can be a Proxy: `vm.createContext(new Proxy({}, traps))`.
 * `isProxy` does not see it; but the class of its prototype is a native function without a name, as nothing else has.
 * Reading that from the top down meets no such object before it is known.
 */
function holdsForeignGlobal(host: CaptureHost, chain: Link | null): boolean {
  for (let link = chain; link !== null; link = link.below) {
    const maker = dataOf(link.object, 'constructor')
    if (
      typeof maker === 'function' &&
      !host.isProxy(maker) &&
      dataOf(maker, 'name') === '' &&
      functionText(maker) === NAMELESS_NATIVE
    )
      return true
  }
  return false
}

const NAMELESS_NATIVE = 'function () { [native code] }'

function nameOnChain(host: CaptureHost, prototype: object): string | null {
  let name: string | null = null
  let next: object | null = prototype
  for (let i = 0; name === null && next !== null && i < CHAIN_LENGTH; i++) {
    if (next === ObjectPrototype || host.isProxy(next)) return null
    name = nameOn(host, next)
    next = getPrototypeOf(next)
  }
  return name
}

/**
 * The name that a prototype gives its objects: of its own `constructor`, else its own `Symbol.toStringTag` (iterators and
 * generators have only that). Both can be getters, and the constructor a Proxy, so only data is read.
 */
function nameOn(host: CaptureHost, prototype: object): string | null {
  const maker = dataOf(prototype, 'constructor')
  if (typeof maker === 'function' && !host.isProxy(maker)) {
    const name = dataOf(maker, 'name')
    return typeof name !== 'string' ? null : name === '' ? '(anonymous)' : cutText(name, NAME_LENGTH)
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
  return { kind, name, head: plain ? '{' : `{"__tpd_type__":${quote(name)}` }
}
