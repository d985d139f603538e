import { existsSync, realpathSync } from 'node:fs'
import { hostname } from 'node:os'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { DebugInError } from '@debugin/protocol'
import type { RedactionCallbacks, RedactionOptions } from '@debugin/runtime'
import { defaultPointsFile } from './defaultPointsFile'
import { defaultCacheFolder } from './load/cache/defaultFolder'
import { EXPECTED, isOfKind, type Kind, parseText } from './optionKinds'
import { packageAbove } from './packageAbove'
import { stateFolder } from './stateFolder'

/** What a program may say when it starts the agent. `docs/PUBLIC_API.md` lists the options with their defaults. */
export interface AgentOptions extends RedactionCallbacks {
  /** 0: any free port. A port that is taken: the next free one. */
  controlApiPort?: number
  controlApiHost?: string
  controlApiToken?: string
  /** A Unix socket that the control API listens on instead of a port; nobody but this user can open it. */
  controlApiSocket?: string
  enableControlApi?: boolean
  eventSinkUrl?: string
  /** Signs what goes to the sink (Standard Webhooks): `whsec_` and base64. */
  signingSecret?: string
  /** An OpenTelemetry collector that gets every event as a log record, by OTLP over HTTP. */
  otlpUrl?: string
  /** Where events wait that could not be delivered, also for the next start; `off`: only in memory. */
  spoolDir?: string
  /** Bytes that may wait there. */
  spoolMaxBytes?: number
  /** The broker of other DebugIn agents; shown in /health. */
  brokerUrl?: string
  applicationName?: string
  applicationInstanceId?: string
  agentTags?: string[]
  /** A JSON file with an array of probes, set before any file is loaded. */
  probesFile?: string
  /** A file that keeps the points set through the control API for the next start; `on`: a private one; `off`. */
  persist?: string
  /** Files below it are woven, and relative paths start here. */
  root?: string
  /** Globs, absolute or relative to the root. Packages are left alone unless one names `node_modules`. */
  include?: string[]
  exclude?: string[]
  /** Names of packages to weave wherever they are installed; `*` stands for any letters. */
  includePackages?: string[]
  /** What is hidden beside the built-in names and shapes, and what is not. */
  redaction?: RedactionOptions
  /** Snapshots a second, all probes together. */
  maxSnapshotsPerSecond?: number
  /** The share of one core that all probes together may take, or `off`. */
  cpuBudget?: number | 'off'
  /** Raises V8's limits of inlining by what gates take of them; `docs/INLINING.md`. */
  raiseInlining?: boolean
  /** Keeps what V8 has compiled for the next start, in `cacheDir`; `docs/CACHE.md`. */
  codeCache?: boolean
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
  /** Absolute. */
  controlApiSocket: string | null
  enableControlApi: boolean
  eventSinkUrl: string
  signingSecret: string | null
  otlpUrl: string | null
  /** Absolute; null: events wait in memory only. */
  spoolDir: string | null
  spoolMaxBytes: number
  brokerUrl: string | null
  applicationName: string
  applicationInstanceId: string
  agentTags: string[]
  probesFile: string | null
  /** Absolute. */
  persist: string | null
  root: string
  include: string[]
  exclude: string[]
  includePackages: string[]
  redaction: RedactionOptions
  maxSnapshotsPerSecond: number
  cpuBudget: number | 'off'
  raiseInlining: boolean
  /** Whether Node keeps what V8 has compiled, in `cacheDir`. */
  codeCache: boolean
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
  controlApiSocket: null,
  enableControlApi: true,
  eventSinkUrl: 'http://127.0.0.1:4317',
  signingSecret: null,
  otlpUrl: null,
  spoolMaxBytes: 100 * 1024 * 1024,
  brokerUrl: null,
  agentTags: [] as string[],
  probesFile: null,
  metricsDir: null,
  persist: null,
  include: ['**'],
  exclude: [] as string[],
  includePackages: [] as string[],
  redaction: {} as RedactionOptions,
  maxSnapshotsPerSecond: 100,
  cpuBudget: 0.01 as number | 'off',
  raiseInlining: true,
  codeCache: true,
  debug: false,
})

type Key = keyof AgentOptions

/** What each option holds, and the environment variables that set it, the first that is set counting. */
const OPTIONS: Record<Key, { kind: Kind; variables: string[] }> = {
  controlApiPort: { kind: 'port', variables: ['DEBUGIN_CONTROL_API_PORT'] },
  controlApiHost: { kind: 'text', variables: ['DEBUGIN_CONTROL_API_HOST'] },
  controlApiToken: { kind: 'text', variables: ['DEBUGIN_CONTROL_API_TOKEN'] },
  controlApiSocket: { kind: 'path', variables: ['DEBUGIN_CONTROL_API_SOCKET'] },
  enableControlApi: { kind: 'flag', variables: ['DEBUGIN_CONTROL_API'] },
  eventSinkUrl: { kind: 'url', variables: ['DEBUGIN_EVENT_SINK_URL', 'EVENT_SINK_URL', 'DEBUGIN_SINK_URL'] },
  signingSecret: { kind: 'secret', variables: ['DEBUGIN_SIGNING_SECRET'] },
  otlpUrl: { kind: 'url', variables: ['DEBUGIN_OTLP_URL'] },
  spoolDir: { kind: 'path', variables: ['DEBUGIN_SPOOL_DIR'] },
  spoolMaxBytes: { kind: 'count', variables: ['DEBUGIN_SPOOL_MAX_BYTES'] },
  brokerUrl: { kind: 'broker', variables: ['DEBUGIN_BROKER_URL'] },
  applicationName: { kind: 'text', variables: ['DEBUGIN_APPLICATION_NAME'] },
  applicationInstanceId: { kind: 'text', variables: ['DEBUGIN_APPLICATION_INSTANCE_ID'] },
  agentTags: { kind: 'list', variables: ['DEBUGIN_AGENT_TAGS'] },
  probesFile: { kind: 'path', variables: ['DEBUGIN_PROBES_FILE'] },
  persist: { kind: 'path', variables: ['DEBUGIN_PERSIST'] },
  root: { kind: 'path', variables: ['DEBUGIN_ROOT'] },
  include: { kind: 'list', variables: ['DEBUGIN_INCLUDE'] },
  exclude: { kind: 'list', variables: ['DEBUGIN_EXCLUDE'] },
  includePackages: { kind: 'list', variables: ['DEBUGIN_INCLUDE_PACKAGES'] },
  redaction: { kind: 'object', variables: ['DEBUGIN_REDACTION'] },
  redactTracepoint: { kind: 'function', variables: [] },
  redactLogpoint: { kind: 'function', variables: [] },
  maxSnapshotsPerSecond: { kind: 'count', variables: ['DEBUGIN_MAX_SNAPSHOTS_PER_SECOND'] },
  cpuBudget: { kind: 'share', variables: ['DEBUGIN_CPU_BUDGET'] },
  raiseInlining: { kind: 'flag', variables: ['DEBUGIN_RAISE_INLINING'] },
  codeCache: { kind: 'flag', variables: ['DEBUGIN_CODE_CACHE'] },
  cacheDir: { kind: 'path', variables: ['DEBUGIN_CACHE_DIR'] },
  metricsDir: { kind: 'path', variables: ['DEBUGIN_METRICS_DIR'] },
  debug: { kind: 'flag', variables: ['DEBUGIN_DEBUG'] },
}

const BIND_ALL = 'DEBUGIN_CONTROL_API_BIND_ALL'

/** Set by the agent itself, for child processes. */
const TREE = 'DEBUGIN_TREE'

/** Variables of ours that are not options of `start()`. */
const OTHER_VARIABLES = [BIND_ALL, 'DEBUGIN_SINK_PORT', TREE]

/** The folder where the processes of the tree meet, as a process above has named it; null: none has. */
export function announcedTree(env: NodeJS.ProcessEnv): string | null {
  const folder = env[TREE] ?? ''
  return isAbsolute(folder) ? folder : null
}

/** Names the folder to the children of this process. */
export function announceTree(env: NodeJS.ProcessEnv, folder: string | null): void {
  if (folder === null) delete env[TREE]
  else env[TREE] = folder
}

/**
 * Fills in what was left open: from the environment, then from the defaults. What the program says counts more than
 * what the environment says.
 *
 * @throws DebugInError INVALID_OPTION that names the option or variable, its value, and what may stand there
 */
export function resolveAgentOptions(given: AgentOptions, env: NodeJS.ProcessEnv): ResolvedAgentOptions {
  refuseUnknown(given, env)
  const said = { ...fromEnvironment(env), ...fromProgram(given) } as Partial<ResolvedAgentOptions>
  const root = realFolder(said.root === undefined ? programRoot() : resolve(said.root))
  const options: ResolvedAgentOptions = {
    ...DEFAULTS,
    applicationName: packageAbove(root)?.name ?? 'node',
    applicationInstanceId: `${hostname()}:${process.pid}`,
    ...said,
    root,
    cacheDir: cacheDirOf(said.cacheDir, env),
    spoolDir: spoolDirOf(said.spoolDir, env),
    metricsDir: said.metricsDir == null ? null : resolve(said.metricsDir),
    persist: pointsFileOf(said.persist, root, env),
  }
  if (options.controlApiSocket !== null) options.controlApiSocket = resolve(options.controlApiSocket)
  options.brokerUrl ??= sidekickBroker(env)
  if (bindsAll(env)) options.controlApiHost = '0.0.0.0'
  if (options.controlApiSocket === null && !isLoopback(options.controlApiHost) && options.controlApiToken === null) {
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

function spoolDirOf(said: string | null | undefined, env: NodeJS.ProcessEnv): string | null {
  if (said === 'off') return null
  if (said != null) return resolve(said)
  const folder = stateFolder(env)
  return folder === null ? null : join(folder, 'spool')
}

/** @throws DebugInError INVALID_OPTION where there is no folder for a file that nobody named */
function pointsFileOf(said: string | null | undefined, root: string, env: NodeJS.ProcessEnv): string | null {
  if (said == null || said === 'off') return null
  if (said !== 'on') return resolve(said)
  const file = defaultPointsFile(env, root, process.argv[1] ?? '')
  if (file === null) throw malformed('persist', 'persist', said, 'path')
  return file
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

function malformed(what: string, option: string, value: unknown, kind: Kind): DebugInError {
  const shown = kind === 'secret' ? null : value
  return new DebugInError(
    'INVALID_OPTION',
    `${what} is ${shown === null ? 'no secret' : JSON.stringify(value)}; it takes ${EXPECTED[kind]}`,
    {
      option,
      value: shown,
    },
  )
}

/** @throws DebugInError INVALID_OPTION for what is no flag */
function bindsAll(env: NodeJS.ProcessEnv): boolean {
  const text = env[BIND_ALL] ?? ''
  if (text === '') return false
  const value = parseText('flag', text)
  if (!isOfKind('flag', value)) throw malformed(BIND_ALL, BIND_ALL, text, 'flag')
  return value === true
}

/** Where Sidekick's variables say that its broker is; null where they say nothing. */
function sidekickBroker({ SIDEKICK_BROKER_HOST: host, SIDEKICK_BROKER_PORT: port }: NodeJS.ProcessEnv): string | null {
  if (host === undefined || host === '') return null
  const url = `${host.includes('://') ? host : `wss://${host}`}:${port || 443}`
  if (!isOfKind('broker', url)) throw malformed('SIDEKICK_BROKER_HOST', 'brokerUrl', host, 'broker')
  return url
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

/** Node loads files by their real paths, whatever links lead to them. */
function realFolder(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : folder
}

/**
 * The folder of the nearest package.json above the main script, else the script's folder. A test runner, or whatever
 * else has been installed, is not the program: what it runs is where it was started.
 */
function programRoot(): string {
  const script = process.argv[1]
  const isInstalled = script !== undefined && /[\\/]node_modules[\\/]/.test(resolve(script))
  const from = script === undefined || isInstalled ? process.cwd() : dirname(resolve(script))
  return packageAbove(existsSync(from) ? from : process.cwd())?.folder ?? from
}
