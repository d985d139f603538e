import { createRequire } from 'node:module'
import { compileFunction, constants, createContext, Script } from 'node:vm'
import { describe, describeThrown } from './describe.mjs'

const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname']

const require = createRequire(import.meta.url)

/**
 * Runs a script or a CommonJS module in a realm of its own and tells what could be seen of it: what it logged, what it
 * gave (a script its completion value), what it threw. Whatever it does later, in promise jobs, counts too.
 *
 * @param kind `commonjs` or `script`
 * @param runtime the runtime that woven code is to find, or null
 */
export async function runScript(code, file, kind, runtime) {
  const realm = createContext(constants.DONT_CONTEXTIFY)
  const seen = []
  realm.log = (...values) => {
    seen.push(values.map((value) => describe(value)).join(' '))
    runtime?.onLog()
  }
  runtime?.install(realm)
  try {
    seen.push(`gives ${describe(kind === 'script' ? runGlobally(code, file, realm) : runModule(code, file, realm))}`)
  } catch (error) {
    seen.push(describeThrown(error))
  }
  await new Promise((resolve) => setImmediate(resolve))
  return seen
}

function runGlobally(code, file, realm) {
  return new Script(code, { filename: file }).runInContext(realm)
}

function runModule(code, file, realm) {
  const module = { exports: {} }
  const run = compileFunction(code, PARAMETERS, { filename: file, parsingContext: realm })
  const returned = Reflect.apply(run, module.exports, [module.exports, require, module, file, '/'])
  return { exports: module.exports, returned }
}
