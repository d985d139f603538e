import { existsSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, isAbsolute, resolve } from 'node:path'
import { DebugInError } from '@debugin/protocol'
import type { RedactionCallbacks, RedactionOptions } from '@debugin/runtime'
import { defaultCacheFolder } from './load/cache/defaultFolder'
import { packageAbove } from './packageAbove'

/** What a program may say when it starts the agent. `docs/PUBLIC_API.md` lists the options with their defaults. */
export interface AgentOptions extends RedactionCallbacks {
  /** 0: any free port. A port that is taken: the next free one. */
  controlApiPort?: number
  controlApiHost?: string
  controlApiToken?: string
  enableControlApi?: boolean
  eventSinkUrl?: string
  applicationName?: string
  applicationInstanceId?: string
  agentTags?: string[]
  /** A JSON file with an array of probes, set before any file is loaded. */
  probesFile?: string
  /** Files below it are woven, and relative paths start here. */
  root?: string
  /** Globs, absolute or relative to the root. */
  include?: string[]
  exclude?: string[]
  /** What is hidden beside the built-in names and shapes, and what is not. */
  redaction?: RedactionOptions
  /** Snapshots a second, all probes together. */
  maxSnapshotsPerSecond?: number
  /** The share of one core that all probes together may take, or `off`. */
  cpuBudget?: number | 'off'
  /** Raises V8's limits of inlining by what gates take of them; `docs/INLINING.md`. */
  raiseInlining?: boolean
  /** Where woven files are kept for the next start; `off`: nowhere. */
  cacheDir?: string
  /** A folder that gets a file with what metric points have measured, when the program ends. */
  metricsDir?: string
  /** The agent's own log on stderr. */
  debug?: boolean
}

/** The options with nothing left open, callbacks apart. Plain data: it goes to the agent's thread as it is. */
export interface ResolvedAgentOptions {
  controlApiPort: number
  controlApiHost: string
  controlApiToken: string | null
  enableControlApi: boolean
  eventSinkUrl: string
  applicationName: string
  applicationInstanceId: string
  agentTags: string[]
  probesFile: string | null
  root: string
  include: string[]
  exclude: string[]
  redaction: RedactionOptions
  maxSnapshotsPerSecond: number
  cpuBudget: number | 'off'
  raiseInlining: boolean
  /** Absolute; null: woven files are not kept. */
  cacheDir: string | null
  /** Absolute; null: what metric points have measured is not written. */
  metricsDir: string | null
  debug: boolean
}

const DEFAULTS = Object.freeze({
  controlApiPort: 5001,
  controlApiHost: '127.0.0.1',
  controlApiToken: null,
  enableControlApi: true,
  eventSinkUrl: 'http://127.0.0.1:4317',
  agentTags: [] as string[],
  probesFile: null,
  metricsDir: null,
  include: ['**'],
  exclude: ['**/node_modules/**'],
  redaction: {} as RedactionOptions,
  maxSnapshotsPerSecond: 100,
  cpuBudget: 0.01 as number | 'off',
  raiseInlining: true,
  debug: false,
})

type Key = keyof AgentOptions
type Kind = 'port' | 'count' | 'text' | 'flag' | 'list' | 'url' | 'path' | 'object' | 'function' | 'share'

/** What each option holds, and the environment variables that set it, the first that is set counting. */
const OPTIONS: Record<Key, { kind: Kind; variables: string[] }> = {
  controlApiPort: { kind: 'port', variables: ['DEBUGIN_CONTROL_API_PORT'] },
  controlApiHost: { kind: 'text', variables: ['DEBUGIN_CONTROL_API_HOST'] },
  controlApiToken: { kind: 'text', variables: ['DEBUGIN_CONTROL_API_TOKEN'] },
  enableControlApi: { kind: 'flag', variables: ['DEBUGIN_CONTROL_API'] },
  eventSinkUrl: { kind: 'url', variables: ['DEBUGIN_EVENT_SINK_URL', 'EVENT_SINK_URL', 'DEBUGIN_SINK_URL'] },
  applicationName: { kind: 'text', variables: ['DEBUGIN_APPLICATION_NAME'] },
  applicationInstanceId: { kind: 'text', variables: ['DEBUGIN_APPLICATION_INSTANCE_ID'] },
  agentTags: { kind: 'list', variables: ['DEBUGIN_AGENT_TAGS'] },
  probesFile: { kind: 'path', variables: ['DEBUGIN_PROBES_FILE'] },
  root: { kind: 'path', variables: ['DEBUGIN_ROOT'] },
  include: { kind: 'list', variables: ['DEBUGIN_INCLUDE'] },
  exclude: { kind: 'list', variables: ['DEBUGIN_EXCLUDE'] },
  redaction: { kind: 'object', variables: ['DEBUGIN_REDACTION'] },
  redactTracepoint: { kind: 'function', variables: [] },
  redactLogpoint: { kind: 'function', variables: [] },
  maxSnapshotsPerSecond: { kind: 'count', variables: ['DEBUGIN_MAX_SNAPSHOTS_PER_SECOND'] },
  cpuBudget: { kind: 'share', variables: ['DEBUGIN_CPU_BUDGET'] },
  raiseInlining: { kind: 'flag', variables: ['DEBUGIN_RAISE_INLINING'] },
  cacheDir: { kind: 'path', variables: ['DEBUGIN_CACHE_DIR'] },
  metricsDir: { kind: 'path', variables: ['DEBUGIN_METRICS_DIR'] },
  debug: { kind: 'flag', variables: ['DEBUGIN_DEBUG'] },
}

const BIND_ALL = 'DEBUGIN_CONTROL_API_BIND_ALL'

/** Variables of ours that are not options of `start()`. */
const OTHER_VARIABLES = [BIND_ALL, 'DEBUGIN_SINK_PORT']

/**
 * Fills in what was left open: from the environment, then from the defaults. What the program says counts more than
 * what the environment says.
 *
 * @throws DebugInError INVALID_OPTION that names the option or variable, its value, and what may stand there
 */
export function resolveAgentOptions(given: AgentOptions, env: NodeJS.ProcessEnv): ResolvedAgentOptions {
  refuseUnknown(given, env)
  const said = { ...fromEnvironment(env), ...fromProgram(given) } as Partial<ResolvedAgentOptions>
  const root = said.root === undefined ? programRoot() : resolve(said.root)
  const options: ResolvedAgentOptions = {
    ...DEFAULTS,
    applicationName: packageAbove(root)?.name ?? 'node',
    applicationInstanceId: `${hostname()}:${process.pid}`,
    ...said,
    root,
    cacheDir: cacheDirOf(said.cacheDir, env),
    metricsDir: said.metricsDir == null ? null : resolve(said.metricsDir),
  }
  // Whoever names packages means them.
  const namesPackages = options.include.some((glob) => glob.includes('node_modules'))
  if (namesPackages && said.exclude === undefined) options.exclude = []
  if (env[BIND_ALL] === '1') options.controlApiHost = '0.0.0.0'
  if (!isLoopback(options.controlApiHost) && options.controlApiToken === null) {
    throw new DebugInError(
      'INVALID_OPTION',
      `the control API may listen on ${options.controlApiHost} only with a token: set DEBUGIN_CONTROL_API_TOKEN`,
      { option: 'controlApiHost', value: options.controlApiHost },
    )
  }
  return options
}

function cacheDirOf(said: string | null | undefined, env: NodeJS.ProcessEnv): string | null {
  if (said === 'off') return null
  return said == null ? defaultCacheFolder(env) : resolve(said)
}

function refuseUnknown(given: AgentOptions, env: NodeJS.ProcessEnv): void {
  const options = Object.keys(OPTIONS)
  for (const key of Object.keys(given)) if (!options.includes(key)) throw unknown('option', key, options)
  const variables = [...Object.values(OPTIONS).flatMap((option) => option.variables), ...OTHER_VARIABLES]
  for (const key of Object.keys(env)) {
    if (key.startsWith('DEBUGIN_') && !variables.includes(key)) throw unknown('environment variable', key, variables)
  }
}

function unknown(what: string, key: string, known: readonly string[]): DebugInError {
  const { closest } = require('fastest-levenshtein') as typeof import('fastest-levenshtein')
  const nearest = closest(key, known)
  return new DebugInError('INVALID_OPTION', `there is no ${what} "${key}"; the nearest is "${nearest}"`, {
    option: key,
    nearest,
  })
}

function fromProgram(given: AgentOptions): Partial<ResolvedAgentOptions> {
  const said: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined) continue
    const { kind } = OPTIONS[key as Key]
    if (!isOfKind(kind, value)) throw malformed(`option "${key}"`, key, value, kind)
    if (kind !== 'function') said[key] = value
  }
  return said
}

function fromEnvironment(env: NodeJS.ProcessEnv): Partial<ResolvedAgentOptions> {
  const said: Record<string, unknown> = {}
  for (const [key, { kind, variables }] of Object.entries(OPTIONS)) {
    const variable = variables.find((name) => env[name] !== undefined && env[name] !== '')
    if (variable === undefined) continue
    const text = env[variable] as string
    const value = parseText(kind, text)
    if (!isOfKind(kind, value)) throw malformed(variable, key, text, kind)
    said[key] = value
  }
  return said
}

function parseText(kind: Kind, text: string): unknown {
  switch (kind) {
    case 'port':
    case 'count':
      return Number(text)
    case 'flag':
      return /^(1|true|yes|on)$/i.test(text) ? true : /^(0|false|no|off)$/i.test(text) ? false : text
    case 'list':
      return text.split(',').flatMap((part) => part.trim() || [])
    case 'share':
      return text === 'off' ? text : Number(text)
    case 'object':
      return parseObject(text)
    case 'text':
    case 'url':
    case 'path':
    case 'function':
      return text
  }
}

function parseObject(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function isOfKind(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'port':
      return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 65536
    case 'count':
      return typeof value === 'number' && value > 0 && Number.isFinite(value)
    case 'flag':
      return typeof value === 'boolean'
    case 'list':
      return Array.isArray(value) && value.every((part) => typeof part === 'string')
    case 'url':
      return typeof value === 'string' && /^https?:$/.test(URL.canParse(value) ? new URL(value).protocol : '')
    case 'share':
      return value === 'off' || (typeof value === 'number' && value > 0 && value <= 1)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'function':
      return typeof value === 'function'
    case 'text':
    case 'path':
      return typeof value === 'string' && value !== ''
  }
}

const EXPECTED: Record<Kind, string> = {
  port: 'a port from 0 to 65535',
  count: 'a number greater than 0',
  text: 'a text',
  flag: 'true or false (1 or 0 in the environment)',
  list: 'a list of texts (with commas between them in the environment)',
  url: 'an http: or https: URL',
  path: 'a path',
  object: 'an object (as JSON in the environment)',
  function: 'a function',
  share: 'a number greater than 0 and at most 1, or "off"',
}

function malformed(what: string, option: string, value: unknown, kind: Kind): DebugInError {
  return new DebugInError('INVALID_OPTION', `${what} is ${JSON.stringify(value)}; it takes ${EXPECTED[kind]}`, {
    option,
    value,
  })
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host)
}

/** The folder of the nearest package.json above the main script, else the script's folder. */
function programRoot(): string {
  const script = process.argv[1]
  const from = script === undefined ? process.cwd() : dirname(isAbsolute(script) ? script : resolve(script))
  return packageAbove(existsSync(from) ? from : process.cwd())?.folder ?? from
}
