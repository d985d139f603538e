import type { DebugInEvent, EventClient } from '@debugin/protocol'
import { attributes, type KeyValue } from './anyValue'
import { type LogRecord, logRecord } from './logRecord'

/** What POST /v1/logs takes (logs_service.proto). */
export interface ExportLogsServiceRequest {
  resourceLogs: ResourceLogs[]
}

interface ResourceLogs {
  resource: { attributes: KeyValue[] }
  scopeLogs: { scope: { name: string; version: string }; logRecords: LogRecord[] }[]
}

/** Events as a request for OTLP: one resource for each program that they are from, for earlier runs may be among them. */
export function exportRequest(events: readonly DebugInEvent[], ownInstanceId: string): ExportLogsServiceRequest {
  const byClient = new Map<string, DebugInEvent[]>()
  for (const event of events) {
    const key = JSON.stringify(event.client)
    const some = byClient.get(key)
    if (some === undefined) byClient.set(key, [event])
    else some.push(event)
  }
  return { resourceLogs: [...byClient.values()].map((some) => resourceLogs(some, ownInstanceId)) }
}

function resourceLogs(events: readonly DebugInEvent[], ownInstanceId: string): ResourceLogs {
  const { client } = events[0] as DebugInEvent
  return {
    resource: { attributes: attributes(resourceOf(client, ownInstanceId)) },
    scopeLogs: [{ scope: { name: '@debugin/agent', version: client.agentVersion }, logRecords: events.map(logRecord) }],
  }
}

/** https://opentelemetry.io/docs/specs/semconv/resource/ */
function resourceOf(client: EventClient, ownInstanceId: string): Record<string, unknown> {
  return {
    'service.name': client.applicationName,
    'service.instance.id': client.applicationInstanceId,
    'host.name': client.hostname,
    'process.pid': client.applicationInstanceId === ownInstanceId ? process.pid : undefined,
    'process.runtime.name': 'nodejs',
    'process.runtime.version': client.runtimeVersion,
    'telemetry.sdk.language': 'nodejs',
  }
}
