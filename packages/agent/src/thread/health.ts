import type { CacheState } from '../load/cache/cacheWriter'
import type { ResolvedAgentOptions } from '../options'
import type { Delivery } from './delivery/delivery'
import type { LastingPoints } from './points/lastingPoints'
import type { PointBook } from './points/pointBook'

/** What the agent can do, as /health and `agent.status.started` tell it. */
export const FEATURES = {
  tracepoints: true,
  logpoints: true,
  metricpoints: true,
  conditions: true,
  rateLimit: true,
  freeThreaded: false,
  workerThreads: true,
} as const

export const ENGINE = 'twin'

/** What the answer of GET /health is made of. */
export interface HealthParts {
  options: ResolvedAgentOptions
  agentVersion: string
  startedAt: number
  points: PointBook
  cache: CacheState
  delivery: Delivery['state']
  /** The processes of the tree. */
  processes: () => Record<string, unknown>[]
  /** What there is beside points set since the start. */
  lasting: LastingPoints['state']
  notice: () => string | null
}

/** The answer of GET /health: the nested and the flat form at once. */
export function createHealth(parts: HealthParts): () => Record<string, unknown> {
  const { options, agentVersion, startedAt, points, cache, delivery, processes, lasting, notice } = parts
  return () => ({
    status: 'healthy',
    version: agentVersion,
    engine: ENGINE,
    runtime: 'node',
    runtimeVersion: process.versions.node,
    agent: { name: '@debugin/agent', version: agentVersion, runtime: 'node', runtimeVersion: process.versions.node },
    application: { name: options.applicationName, instanceId: options.applicationInstanceId, tags: options.agentTags },
    features: FEATURES,
    broker: { connected: false, url: options.brokerUrl },
    ...delivery(),
    uptime: (Date.now() - startedAt) / 1000,
    points: points.size,
    processes: processes(),
    cache,
    ...lasting(),
    notice: notice(),
  })
}
