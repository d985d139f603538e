import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { DebugInEvent, EventClient, EventName } from '@debugin/protocol'
import type { ResolvedAgentOptions } from '../../options'

/** Puts payloads into envelopes. */
export type Envelope = (name: EventName, at: Date, payload: Record<string, unknown>) => DebugInEvent

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
  return (name, at, payload) => ({ name, timestamp: at.toISOString(), id: randomUUID(), client, payload })
}
