import { EVENT_NAMES } from '@debugin/protocol'
import type { Parameter } from './query'

const PAGE = {
  offset: { description: 'items to pass over', least: 0, most: 1e9, usual: 0 },
  limit: { description: 'items of one answer', least: 1, most: 1000, usual: 100 },
} as const

/** The parameters of each call that takes a query. */
export const PARAMETERS = {
  points: {
    type: { description: 'points of one type', choices: ['tracepoint', 'logpoint', 'metricpoint'] },
    enabled: { description: 'points that are switched on, or off', choices: ['true', 'false'] },
    tag: { description: 'points that carry all of these tags', text: true, repeated: true },
    format: { description: 'a bare array of points, or an object around it', choices: ['object', 'array'] },
  },
  sources: {
    status: { description: 'files that were woven, or skipped', choices: ['woven', 'skipped'] },
    q: { description: 'a part of the path', text: true },
    ...PAGE,
  },
  sites: {
    line: { description: 'sites that begin on this line, or else those that reach it', least: 1, most: 1e9 },
    ...PAGE,
  },
  events: {
    event_type: { description: 'events of these names', choices: EVENT_NAMES, repeated: true },
    probe_id: { description: 'events of these points', text: true, repeated: true },
  },
} as const satisfies Record<string, Record<string, Parameter>>
