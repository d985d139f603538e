import { resolve } from 'node:path'

/** What can be said to the agent on the command line. */
export interface AgentSettings {
  port?: number
  host?: string
  token?: string
  socket?: string
  sinkUrl?: string
  name?: string
  tag?: string[]
  root?: string
  include?: string[]
  exclude?: string[]
  includePackage?: string[]
  probes?: string
  /** A file, `on` or `off`. */
  persist?: string
  /** As JSON. */
  redaction?: string
  cpuBudget?: string
  debug?: boolean
}

/** The environment variables that tell the agents of a program and of its children the same. */
export function agentVariables(settings: AgentSettings): Record<string, string> {
  const { port, host, token, socket, sinkUrl, name, tag, root, include, exclude, includePackage } = settings
  const { probes, persist, debug } = settings
  const variables: Record<string, string | undefined> = {
    DEBUGIN_CONTROL_API_PORT: port === undefined ? undefined : String(port),
    DEBUGIN_CONTROL_API_HOST: host,
    DEBUGIN_CONTROL_API_TOKEN: token,
    DEBUGIN_CONTROL_API_SOCKET: socket === undefined ? undefined : resolve(socket),
    DEBUGIN_EVENT_SINK_URL: sinkUrl,
    DEBUGIN_APPLICATION_NAME: name,
    DEBUGIN_AGENT_TAGS: tag?.join(','),
    // A child may run in another folder.
    DEBUGIN_ROOT: root === undefined ? undefined : resolve(root),
    DEBUGIN_INCLUDE: include?.join(','),
    DEBUGIN_EXCLUDE: exclude?.join(','),
    DEBUGIN_INCLUDE_PACKAGES: includePackage?.join(','),
    DEBUGIN_PROBES_FILE: probes === undefined ? undefined : resolve(probes),
    DEBUGIN_PERSIST: persist === undefined || /^(on|off)$/.test(persist) ? persist : resolve(persist),
    DEBUGIN_REDACTION: settings.redaction,
    DEBUGIN_CPU_BUDGET: settings.cpuBudget,
    DEBUGIN_DEBUG: debug === true ? '1' : undefined,
  }
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
