import { DebugInError } from '@debugin/protocol'

/** Names that a browser resolves to the machine itself. */
const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]']

/**
 * Calls that agents make. They may use a name that a container gives to the machine around it, and a page that reached
 * them would learn nothing.
 */
const AGENT_CALLS = ['POST /api/events', 'GET /health']

/**
 * The names that a sink answers for: those of the machine itself and `allowedHosts` where it listens on loopback, and
 * any (null) where it listens for others.
 */
export function answeredHosts(host: string, allowedHosts: readonly string[]): readonly string[] | null {
  const loopback = host === 'localhost' || host === '::1' || host.startsWith('127.')
  return loopback ? [...LOOPBACK_NAMES, host, ...allowedHosts] : null
}

/**
 * Refuses calls that a page in a browser was made to send: those of another origin, and those that came under a foreign
 * name, because that name was pointed at this machine (DNS rebinding). Events hold the data of programs.
 *
 * @param hosts what `answeredHosts` gave
 * @throws DebugInError FORBIDDEN_ORIGIN or FORBIDDEN_HOST
 */
export function checkCaller(request: Request, hosts: readonly string[] | null): void {
  const { host, hostname, pathname } = new URL(request.url)
  const origin = request.headers.get('origin')
  if (origin !== null && hostOf(origin) !== host) {
    throw new DebugInError('FORBIDDEN_ORIGIN', `A page of ${origin} may not call the sink at ${host}`, { origin, host })
  }
  if (hosts === null || hosts.includes(hostname) || AGENT_CALLS.includes(`${request.method} ${pathname}`)) return
  throw new DebugInError(
    'FORBIDDEN_HOST',
    `The sink listens on this machine only and does not answer for "${hostname}"; call it as localhost, or start it with the option allowedHosts: ["${hostname}"]`,
    { host: hostname, hosts },
  )
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
