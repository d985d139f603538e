import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'

/** OTLP's ports, and the sink's: taking one would swallow somebody's telemetry. */
const NOT_OURS = [4317, 4318]

/** How many ports are tried when the one asked for is taken. */
const TRIES = 50

/** A control API that answers. */
export interface ListeningApi {
  url: string
  /** Says that another port had to be taken; null where the one asked for was free. */
  notice: string | null
  close(): Promise<void>
}

/**
 * Listens on the port, or on the next free one.
 *
 * @param port 0: any free port
 * @throws Error when no port could be had, with the reason of the last try
 */
export async function listen(app: Hono, host: string, port: number): Promise<ListeningApi> {
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  // A client that sends slowly, or nothing, holds no connection for long.
  server.headersTimeout = 10_000
  server.requestTimeout = 15_000
  server.keepAliveTimeout = 5_000
  server.maxConnections = 500
  const taken = await bind(server, host, port)
  server.unref()
  const shown = host.includes(':') ? `[${host}]` : host
  return {
    url: `http://${shown}:${taken}`,
    notice: port === 0 || taken === port ? null : `port ${port} is taken; the control API listens on ${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function bind(server: Server, host: string, first: number): Promise<number> {
  for (let port = first, tries = 1; ; port++, tries++) {
    if (NOT_OURS.includes(port)) continue
    try {
      return await tryPort(server, host, port)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if ((code !== 'EADDRINUSE' && code !== 'EACCES') || port === 0 || tries >= TRIES || port >= 65_535) throw error
    }
  }
}

function tryPort(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(error)
    server.once('error', fail)
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', fail)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
