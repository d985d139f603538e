import { ENVIRONMENT, resolveControlUrl, resolveSinkUrl, resolveToken, SINK_PORT } from '../options.js'
import { callJson, type Service } from './http.js'

/** The options that say where the control API and the sink are. */
export interface ServiceOptions {
  url?: string
  token?: string
  sinkUrl?: string
}

/**
 * The control API that a command is to call.
 *
 * @throws DebugInError INVALID_OPTION for a URL that is none
 */
export function findControlApi({ url, token }: ServiceOptions): Service {
  return {
    url: resolveControlUrl(url, ENVIRONMENT),
    token: resolveToken(token, ENVIRONMENT),
    name: 'control API',
    advice: 'is the program running under `debugin run`? Another port or host can be named with --url',
  }
}

/**
 * The sink that a command is to read from: the one that was named, else the one that the running program sends to, else
 * the usual one.
 *
 * @throws DebugInError INVALID_OPTION for a URL that is none
 */
export async function findSink(options: ServiceOptions): Promise<Service> {
  const url = resolveSinkUrl(options.sinkUrl, ENVIRONMENT) ?? (await askProgram(findControlApi(options)))
  return describeSink(url ?? `http://127.0.0.1:${SINK_PORT}`)
}

/** A sink at a known place. */
export function describeSink(url: string): Service {
  return {
    url,
    token: null,
    name: 'sink',
    advice: 'start one with `debugin sink`, or name the one that the program sends to with --sink-url',
  }
}

/** Where the program sends its events; null when it cannot be asked. */
async function askProgram(api: Service): Promise<string | null> {
  try {
    const { eventSink } = (await callJson(api, '/health')) as { eventSink?: { url?: unknown } }
    return typeof eventSink?.url === 'string' ? eventSink.url : null
  } catch {
    return null
  }
}
