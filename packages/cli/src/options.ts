import { resolve } from 'node:path'
import { DebugInError } from '@debugin/protocol'

/** The variables that commands read; nothing else in this package looks at `process.env`. */
export const ENVIRONMENT: NodeJS.ProcessEnv = process.env

/** Where the control API of a program answers when nobody says otherwise. */
const CONTROL_API_HOST = '127.0.0.1'
const CONTROL_API_PORT = '5001'

/** The port of a sink when nobody says otherwise. */
export const SINK_PORT = 4317

/** The variables that name the sink, the first that is set counting; agents read the same. */
const SINK_VARIABLES = ['DEBUGIN_EVENT_SINK_URL', 'EVENT_SINK_URL', 'DEBUGIN_SINK_URL']

/** What the URL of a service on a Unix socket begins with; the path of the socket follows. */
export const UNIX = 'unix:'

/**
 * The URL of the control API: as given, else as the agent reads it from the environment, else its default.
 *
 * @param given a URL, `host:port`, a port, or `unix:` and the path of a socket
 * @throws DebugInError INVALID_OPTION
 */
export function resolveControlUrl(given: string | undefined, env: NodeJS.ProcessEnv): string {
  if (given?.startsWith(UNIX)) return UNIX + resolve(given.slice(UNIX.length))
  if (given !== undefined) return readUrl('--url', given)
  if (env.DEBUGIN_CONTROL_API_SOCKET) return UNIX + resolve(env.DEBUGIN_CONTROL_API_SOCKET)
  const host = env.DEBUGIN_CONTROL_API_HOST || CONTROL_API_HOST
  const port = env.DEBUGIN_CONTROL_API_PORT || CONTROL_API_PORT
  // An address that stands for all of them is no address to call.
  const reachable = host === '0.0.0.0' || host === '::' ? CONTROL_API_HOST : host
  const shown = reachable.includes(':') ? `[${reachable}]` : reachable
  return readUrl('DEBUGIN_CONTROL_API_HOST and DEBUGIN_CONTROL_API_PORT', `${shown}:${port}`)
}

/** The token for the control API, null where none is set. */
export function resolveToken(given: string | undefined, env: NodeJS.ProcessEnv): string | null {
  return given || env.DEBUGIN_CONTROL_API_TOKEN || null
}

/**
 * The URL of the sink where somebody says it; null where nobody does.
 *
 * @throws DebugInError INVALID_OPTION
 */
export function resolveSinkUrl(given: string | undefined, env: NodeJS.ProcessEnv): string | null {
  if (given !== undefined) return readUrl('--sink-url', given)
  const variable = SINK_VARIABLES.find((name) => env[name] !== undefined && env[name] !== '')
  return variable === undefined ? null : readUrl(variable, env[variable] as string)
}

/**
 * The port that a sink of this command is to listen on; undefined where nobody says it.
 *
 * @throws DebugInError INVALID_OPTION
 */
export function resolveSinkPort(given: number | undefined, env: NodeJS.ProcessEnv): number | undefined {
  const text = env.DEBUGIN_SINK_PORT
  if (given !== undefined || text === undefined || text === '') return given
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new DebugInError('INVALID_OPTION', `DEBUGIN_SINK_PORT is "${text}"; it takes a port from 0 to 65535`, {
    option: 'DEBUGIN_SINK_PORT',
    value: text,
  })
}

/** Whether text for this stream is coloured: on a terminal, unless NO_COLOR is set; elsewhere only with FORCE_COLOR. */
export function wantsColour(isTerminal: boolean, env: NodeJS.ProcessEnv): boolean {
  if (env.NO_COLOR) return false
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0'
  return isTerminal && env.TERM !== 'dumb'
}

function readUrl(option: string, text: string): string {
  const full = /^\d+$/.test(text) ? `http://127.0.0.1:${text}` : text.includes('://') ? text : `http://${text}`
  if (!URL.canParse(full) || !/^https?:$/.test(new URL(full).protocol)) {
    throw new DebugInError('INVALID_OPTION', `${option} is "${text}"; it takes a URL such as http://127.0.0.1:5001`, {
      option,
      value: text,
    })
  }
  return full.replace(/\/+$/, '')
}
