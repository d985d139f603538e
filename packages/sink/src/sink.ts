import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Readable } from 'node:stream'
import { DebugInError } from '@debugin/protocol'
import { getRequestListener } from '@hono/node-server'
import { answeredHosts, checkCaller } from './access.js'
import { answerError } from './answer.js'
import { createSinkApp } from './app.js'
import { DEFAULT_SINK_OPTIONS, type ResolvedSinkOptions, resolveSinkOptions, type SinkOptions } from './options.js'
import type { EventStore } from './store/eventStore.js'
import { RingStore } from './store/ringStore.js'

/** Milliseconds that clients have to take the rest of their answers when the sink stops. */
const GRACE = 1000

/** Milliseconds that clients have to send a request, so that none holds a connection for ever. */
const PATIENCE = { headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 2000 }

/** A sink that listens. */
export interface Sink {
  /** Where programs on this machine reach it, for instance `http://127.0.0.1:4317`. */
  url: string
  port: number
  /** Ends live streams, answers what is under way, and closes; resolves when the port and the file are free. */
  stop(): Promise<void>
}

/**
 * Starts a sink.
 *
 * @throws DebugInError INVALID_OPTION for options that do not fit, a port or file that is taken, or an address that is not here
 */
export async function startSink(options: SinkOptions = {}): Promise<Sink> {
  const resolved = resolveSinkOptions(options)
  const store = await openStore(resolved)
  const app = createSinkApp(store, resolved)
  const hosts = answeredHosts(resolved.host, resolved.allowedHosts)
  const answer = async (request: Request, incoming: Readable): Promise<Response> => {
    try {
      checkCaller(request, hosts)
    } catch (error) {
      return answerError(error)
    }
    return app.fetch(request, incoming.iterator({ destroyOnReturn: false }))
  }
  const listener = getRequestListener((request, { incoming }) => answer(request, incoming), {
    overrideGlobalObjects: false,
  })
  const server = createServer(PATIENCE, listener)
  // A store of the caller's is the caller's to close.
  const closeStore = async () => (store === resolved.store ? undefined : await store.close?.())
  try {
    await listen(server, resolved)
  } catch (error) {
    await closeStore()
    throw error
  }

  const { port } = server.address() as AddressInfo
  let stopped: Promise<void> | null = null
  const stop = () => {
    app.stop()
    stopped ??= close(server).then(closeStore)
    return stopped
  }
  return { url: `http://${reachableHost(resolved.host)}:${port}`, port, stop }
}

/** The standard bound in memory, where nobody says otherwise. */
const MEMORY_CAPACITY = 10_000

async function openStore(options: ResolvedSinkOptions): Promise<EventStore> {
  const { store, capacity, capacityBytes } = options
  if (typeof store !== 'string') return store
  if (store === 'memory') return new RingStore({ capacity: capacity ?? MEMORY_CAPACITY, capacityBytes })
  const { openSqliteStore } = await import('./store/sqliteStore.js')
  return await openSqliteStore(store, options)
}

function listen(server: Server, { host, port }: ResolvedSinkOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explainListenError(error, host, port)))
    server.listen(port, host, resolve)
  })
}

function explainListenError(error: NodeJS.ErrnoException, host: string, port: number): DebugInError {
  const reason = { option: 'port', host, port, reason: error.code }
  if (error.code === 'EADDRINUSE') {
    const owner =
      port === DEFAULT_SINK_OPTIONS.port
        ? "by another sink or by an OpenTelemetry collector, since it is OTLP/gRPC's port too"
        : 'by another program'
    const advice =
      'Choose another one with the option port (--port on the command line) and tell it to the agents in DEBUGIN_EVENT_SINK_URL'
    return new DebugInError('INVALID_OPTION', `Port ${port} of ${host} is taken, ${owner}. ${advice}`, reason, error)
  }
  if (error.code === 'EACCES') {
    const text = `Port ${port} of ${host} is not open to this user; choose one above 1023`
    return new DebugInError('INVALID_OPTION', text, reason, error)
  }
  const text = `The sink cannot listen on ${host}: ${error.message}; choose an address of this machine with the option host`
  return new DebugInError('INVALID_OPTION', text, { ...reason, option: 'host' }, error)
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => server.closeAllConnections(), GRACE)
    server.close(() => {
      clearTimeout(late)
      resolve()
    })
  })
}

/** An address that stands for all of them is no address to call. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
