import type { MetricSettings, Point, PointSettings } from '@debugin/protocol'
import { lobbyOfProcess } from './link/lobby'
import { enterTree } from './link/treeFolder'
import { keepCode } from './load/codeCache'
import {
  type AgentOptions,
  announcedTree,
  announceTree,
  type ResolvedAgentOptions,
  resolveAgentOptions,
} from './options'
import { type ProgramAgent, startProgramAgent } from './program/programAgent'
import { joinProgramAgent } from './program/workerAgent'
import { version } from './version'

/** What may be said about a point beside its place. */
export type PointConfig = Partial<
  Omit<PointSettings, 'file' | 'line' | 'message' | 'condition' | 'metric' | 'rateLimit' | 'snapshot' | 'watchLimits'>
> & {
  rateLimit?: Partial<PointSettings['rateLimit']>
  snapshot?: Partial<PointSettings['snapshot']>
  watchLimits?: Partial<PointSettings['watchLimits']>
}

/** What a metric point measures; `name` and `kind` are needed. */
export type Metric = Pick<MetricSettings, 'name' | 'kind'> & Partial<MetricSettings>

/** A running agent. */
export interface Agent {
  /** Resolves to the URL of the control API when it answers; null where it is switched off or could not start. */
  readonly ready: Promise<string | null>
  /** The URL of the control API; null while it does not answer. */
  readonly url: string | null
  isRunning(): boolean
  /**
   * Takes snapshots at a line.
   *
   * @returns the id of the point
   * @throws DebugInError as POST /tracepoints answers
   */
  setTracepoint(file: string, line: number, condition?: string | null, config?: PointConfig): string
  /**
   * Logs a message at a line, with values in it: `"order {order.id}"`.
   *
   * @returns the id of the point
   * @throws DebugInError as POST /logpoints answers
   */
  setLogpoint(file: string, line: number, message: string, condition?: string | null, config?: PointConfig): string
  /**
   * Measures at a line, for GET /metrics.
   *
   * @returns the id of the point
   * @throws DebugInError as POST /metricpoints answers
   */
  setMetricpoint(file: string, line: number, metric: Metric, condition?: string | null, config?: PointConfig): string
  getPoints(): Point[]
  /** @throws DebugInError POINT_NOT_FOUND */
  removePoint(id: string): void
  /**
   * Sends the events that there are. Resolves when they have arrived, or cannot arrive now, after two seconds at most: for
   * programs that are frozen between two calls.
   */
  flush(): Promise<void>
  /** Takes all probes away and sends the last events, for two seconds at most. Files stay woven, at no cost. */
  stop(): Promise<void>
}

let instance: Agent | null = null
let program: ProgramAgent | null = null

/**
 * Starts the agent in this program; called again, it gives the running one. Files that were loaded before cannot be
 * woven any more: the control API says so for them. A Worker joins the agent of its process, if there is one; of the
 * options only the callbacks are its own.
 *
 * @throws DebugInError INVALID_OPTION for an option or environment variable that is unknown or malformed
 */
export function start(options: AgentOptions = {}): Agent {
  if (instance === null) {
    program = startInThread(options)
    instance = createAgent(program)
  }
  return instance
}

function startInThread(options: AgentOptions): ProgramAgent {
  const lobby = lobbyOfProcess()
  if (lobby !== null) {
    keepCodeOf(lobby.options)
    return joinProgramAgent(lobby, options)
  }
  const resolved = resolveAgentOptions(options, process.env)
  keepCodeOf(resolved)
  const place = enterTree(announcedTree(process.env))
  announceTree(process.env, place?.folder ?? null)
  return startProgramAgent(resolved, options, version, place)
}

function keepCodeOf({ codeCache, cacheDir }: ResolvedAgentOptions): void {
  if (codeCache) keepCode(cacheDir, process.env, process.execArgv)
}

/** Stops the running agent, if there is one. */
export async function stop(): Promise<void> {
  await instance?.stop()
}

/**
 * For test runners, which end a process as soon as its tests are over: resolves when what probes have made has arrived or
 * cannot arrive now, at once where they have made nothing.
 */
export async function flushHits(): Promise<void> {
  await program?.flushHits()
}

/** The running agent, or null. */
export function getInstance(): Agent | null {
  return instance
}

function createAgent(program: ProgramAgent): Agent {
  const set = (type: Point['type'], body: object): string => (program.call('set', { type, body }) as Point).id
  let running = true
  return {
    get ready() {
      return program.ready
    },
    get url() {
      return program.url()
    },
    isRunning: () => running,
    setTracepoint: (file, line, condition = null, config = {}) =>
      set('tracepoint', { file, line, condition, ...config }),
    setLogpoint: (file, line, message, condition = null, config = {}) =>
      set('logpoint', { file, line, message, condition, ...config }),
    setMetricpoint: (file, line, metric, condition = null, config = {}) =>
      set('metricpoint', { file, line, metric, condition, ...config }),
    getPoints: () => program.call('list', null) as Point[],
    removePoint: (id) => void program.call('remove', id),
    flush: () => program.flush(),
    async stop() {
      if (!running) return
      running = false
      instance = null
      await program.stop()
    },
  }
}
