import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { GateKind } from '@debugin/compiler'
import { DebugInError } from '@debugin/protocol'

/** What a build may say, to the plugins and to the loader: plain JSON. */
export interface BuildOptions {
  /** Globs of what is woven, absolute or relative to the root. Default: every file that is not excluded. */
  include?: string[]
  /** Default: `node_modules`; nothing where `include` names it. */
  exclude?: string[]
  /** Files are named from here. Default: the folder of the nearest package.json in or above the working directory. */
  root?: string
  /** `module` for code that runs in realms made by `vm`. Default: `global`. */
  gates?: GateKind
  /** Weaves what is built for browsers and edge runtimes as well, where no agent can run. Default: false. */
  everywhere?: boolean
}

/** The options with nothing left open. */
export interface ResolvedBuildOptions {
  /** Null: every file that is not excluded. */
  include: string[] | null
  exclude: string[]
  /** Absolute. */
  root: string
  gates: GateKind
  everywhere: boolean
}

const PACKAGES = '**/node_modules/**'

const CHECKS: Record<keyof BuildOptions, { holds: (value: unknown) => boolean; expected: string }> = {
  include: { holds: isList, expected: 'a list of globs' },
  exclude: { holds: isList, expected: 'a list of globs' },
  root: { holds: (value) => typeof value === 'string' && value !== '', expected: 'a folder' },
  gates: { holds: (value) => value === 'global' || value === 'module', expected: '"global" or "module"' },
  everywhere: { holds: (value) => typeof value === 'boolean', expected: 'true or false' },
}

/**
 * Fills in what was left open.
 *
 * @throws DebugInError INVALID_OPTION that names the option, its value and what may stand there
 */
export function resolveBuildOptions(given: BuildOptions = {}, cwd = process.cwd()): ResolvedBuildOptions {
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(CHECKS, name)) {
      throw invalid(`@debugin/unplugin knows no option "${name}"; it knows ${Object.keys(CHECKS).join(', ')}`, name)
    }
    const { holds, expected } = CHECKS[name as keyof BuildOptions]
    if (value === undefined || holds(value)) continue
    throw invalid(`option "${name}" is ${JSON.stringify(value)}; it takes ${expected}`, name)
  }
  const { include = null, gates = 'global' } = given
  const namesPackages = include?.some((glob) => glob.includes('node_modules')) === true
  return {
    include,
    exclude: given.exclude ?? (namesPackages ? [] : [PACKAGES]),
    root: given.root === undefined ? projectOf(cwd) : resolve(cwd, given.root),
    gates,
    // Vitest builds for a simulated browser too, and runs it in Node.
    everywhere: given.everywhere ?? process.env.VITEST !== undefined,
  }
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.every((part) => typeof part === 'string')
}

/** As the agent finds its root, so that the two mean the same folder. */
function projectOf(cwd: string): string {
  for (let at = cwd; ; at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return at
    if (dirname(at) === at) return cwd
  }
}

function invalid(message: string, option: string): DebugInError {
  return new DebugInError('INVALID_OPTION', message, { option })
}
