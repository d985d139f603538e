import type { Realm } from '@debugin/runtime'
import { flushHits, start } from '../program/inProcess'
import { resolveFrom } from './resolveFrom'

/** What Jest hands to an environment, as far as it is looked at. */
interface EnvironmentConfig {
  projectConfig: { rootDir: string; testEnvironmentOptions: { base?: unknown } }
}

/** An environment of Jest: the global object of a realm made by `vm`, in which one test file runs. */
interface Environment {
  global: object
  teardown(): Promise<void>
}

type EnvironmentClass = new (config: EnvironmentConfig, context: unknown) => Environment

/** Jest takes away what tests leave on the global object, property by property, unless this is there. */
const KEEP = Symbol.for('$$jest-protect-from-deletion')

/**
 * A test environment for Jest in which woven files find the runtime of the agent, which it starts where it does not run
 * yet. `testEnvironmentOptions.base` names the environment that it adds this to: `jest-environment-node`, or another.
 */
class DebugInEnvironment {
  constructor(config: EnvironmentConfig, context: unknown) {
    const { rootDir, testEnvironmentOptions } = config.projectConfig
    const Base = loadEnvironment(String(testEnvironmentOptions.base ?? 'jest-environment-node'), rootDir)
    const environment = new Base(config, context)
    start({ root: rootDir })
    admit(environment)
    // biome-ignore lint/correctness/noConstructorReturn: Jest wants a class, and which one it is the configuration says.
    return environment
  }
}

function loadEnvironment(name: string, rootDir: string): EnvironmentClass {
  const loaded = require(resolveFrom(name, rootDir)) as EnvironmentClass & { default?: EnvironmentClass }
  return loaded.default ?? loaded
}

/** Lets the files of a test into the runtime, and out of it when the test is over. */
function admit(environment: Environment): void {
  const { runtime } = (globalThis as unknown as Record<symbol, Realm>)[Symbol.for('debugin.runtime')] as Realm
  const realm = runtime.install(environment.global)
  Object.defineProperty(realm, KEEP, { value: [] })
  const { teardown } = environment
  environment.teardown = async () => {
    // Jest may end the process of a worker any moment after its last file.
    await flushHits()
    runtime.leave(realm)
    await teardown.call(environment)
  }
}

export = DebugInEnvironment
