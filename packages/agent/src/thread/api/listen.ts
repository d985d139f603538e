import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { MAX_BODY_BYTES } from '@debugin/protocol'
import { tooLarge } from './guard'
import { listenOnSocketFile } from './socketFile'

/** OTLP's ports, and the sink's: taking one would swallow somebody's telemetry. */
const NOT_OURS = [4317, 4318]

/** How many ports are tried when the one asked for is taken. */
const TRIES = 50

/** Where to listen: on a port, 0 being any free one, or on a Unix socket. */
export type ListenAt = { host: string; port: number } | { socketFile: string }

/** Answers requests. */
export type RequestListener = (request: IncomingMessage, response: ServerResponse) => unknown

/** A control API that answers. */
export interface ListeningApi {
  /** `unix:` and a path for a socket file. */
  url: string
  /** Says that another port had to be taken; null where the one asked for was free. */
  notice: string | null
  close(): Promise<void>
}

/**
 * Listens on the port, or on the next free one, or on the socket file.
 *
 * @throws Error when no port could be had, with the reason of the last try, or when the socket file is somebody's
 */
export async function listen(answer: RequestListener, at: ListenAt): Promise<ListeningApi> {
  const server = createApiServer(answer)
  if ('socketFile' in at) {
    const release = await listenOnSocketFile(server, at.socketFile)
    server.unref()
    return { url: `unix:${at.socketFile}`, notice: null, close: () => close(server).then(release) }
  }
  const { host, port } = at
  const taken = await bind(server, host, port)
  server.unref()
  const shown = host.includes(':') ? `[${host}]` : host
  return {
    url: `http://${shown}:${taken}`,
    notice: port === 0 || taken === port ? null : `port ${port} is taken; the control API listens on ${taken}`,
    close: () => close(server),
  }
}

function createApiServer(answer: RequestListener): Server {
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    if (declaresTooMuch(request)) refuseBody(response)
    else void answer(request, response)
  }
  // A client that sends slowly, or nothing, or does not read, holds no connection for long.
  const server = createServer({ connectionsCheckingInterval: 1000, headersTimeout: 5000, requestTimeout: 10_000 }, take)
  server.keepAliveTimeout = 5000
  server.timeout = 60_000
  server.maxConnections = 500
  // Clients that ask before they send a large body do not send it at all.
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (!declaresTooMuch(request)) response.writeContinue()
    take(request, response)
  })
  return server
}

function declaresTooMuch({ headers }: IncomingMessage): boolean {
  return Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES
}

/** Answers at once and closes the connection, whatever is still to come on it. */
function refuseBody(response: ServerResponse): void {
  const error = tooLarge()
  response.writeHead(error.status, { 'content-type': 'application/json', connection: 'close' })
  response.end(JSON.stringify(error.toBody()))
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
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
