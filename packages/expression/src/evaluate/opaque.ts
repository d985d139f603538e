import { functionText, getOwnPropertyDescriptor, getPrototypeOf, objectPrototype } from '../natives'
import { isData } from './readData'

type Test = (value: unknown) => boolean

/** A prototype, and the one that inherits from it. */
interface Link {
  object: object
  below: Link | null
}

/** How the class of a global object of `vm` is written: as no other. */
const NAMELESS_NATIVE = 'function () { [native code] }'

/**
 * Whether a look at a value may run code of the program: it is a Proxy, or the global object of a `vm` context is among
 * its prototypes, or is the value itself. Such an object hands every look on to the object that the context was made of,
 * which can be a Proxy: `vm.createContext(new Proxy({}, traps))`. No test sees that; but the class of its prototype is a
 * native function without a name. Reading that from the top down meets no such object before it is known.
 */
export function opaqueTest(isProxy: Test): Test {
  return (value) => {
    if (isProxy(value)) return true
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false
    let next = getPrototypeOf(value) as object | null
    // Nearly every object.
    if (next === objectPrototype) return false
    let chain: Link | null = null
    for (; next !== null && next !== objectPrototype && !isProxy(next); next = getPrototypeOf(next)) {
      chain = { object: next, below: chain }
    }
    // In this realm no other global object is above anything.
    return next !== objectPrototype && holdsGlobal(chain, isProxy)
  }
}

function holdsGlobal(chain: Link | null, isProxy: Test): boolean {
  for (let link = chain; link !== null; link = link.below) {
    const maker = dataOf(link.object, 'constructor')
    if (typeof maker !== 'function' || isProxy(maker)) continue
    if (dataOf(maker, 'name') === '' && functionText(maker) === NAMELESS_NATIVE) return true
  }
  return false
}

function dataOf(object: object, key: string): unknown {
  const found = getOwnPropertyDescriptor(object, key)
  return found !== undefined && isData(found) ? found.value : undefined
}
