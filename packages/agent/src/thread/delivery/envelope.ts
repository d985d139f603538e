import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { EventClient, EventName } from '@debugin/protocol'
import type { ResolvedAgentOptions } from '../../options'

/**
 * Puts payloads into envelopes, all as JSON text.
 *
 * @param at milliseconds since 1970
 * @returns the event, on one line, and its id
 */
export type Envelope = (name: EventName, at: number, payload: string) => { id: string; json: string }

export function createEnvelope(options: ResolvedAgentOptions, agentVersion: string): Envelope {
  const client: EventClient = {
    hostname: hostname(),
    applicationName: options.applicationName,
    applicationInstanceId: options.applicationInstanceId,
    processId: process.pid,
    agentVersion,
    runtime: 'node',
    runtimeVersion: process.versions.node,
  }
  const clientText = JSON.stringify(client)
  // Of the events of a burst many are of the same millisecond.
  let last = { at: Number.NaN, text: '' }
  return (name, at, payload) => {
    const id = randomUUID()
    if (at !== last.at) last = { at, text: new Date(at).toISOString() }
    const head = `{"name":"${name}","timestamp":"${last.text}","id":"${id}"`
    return { id, json: `${head},"client":${clientText},"payload":${payload}}` }
  }
}
