import { register } from 'node:module'
import vm from 'node:vm'

/** Everything of this project; what lies elsewhere and imports something is a test. */
const PROJECT = new URL('../../', import.meta.url).href

/** How many realms there are; shared with the thread that resolves. */
let realms = new Int32Array(new SharedArrayBuffer(4))

/**
 * Gives every realm its own copies of the modules that its scripts import.
 *
 * Scripts of the runner import by Node's own loader, which keeps a module as long as the process lives: the woven run
 * would find what the plain one has made of it. So `x_FIXTURE.js` becomes `x_FIXTURE.js?realm=7`.
 */
export function giveRealmsTheirOwnModules() {
  const { createContext } = vm
  vm.createContext = (...given) => {
    realms[0]++
    return createContext(...given)
  }
  register(import.meta.url, { data: realms })
}

/** Called by Node in the thread that resolves. */
export function initialize(shared) {
  realms = shared
}

/** Called by Node for every import. */
export async function resolve(specifier, context, nextResolve) {
  const found = await nextResolve(specifier, context)
  const { parentURL } = context
  if (parentURL === undefined || parentURL.startsWith(PROJECT) || !found.url.startsWith('file:')) return found
  const url = new URL(found.url)
  url.searchParams.set('realm', new URL(parentURL).searchParams.get('realm') ?? realms[0])
  return { ...found, url: url.href }
}
