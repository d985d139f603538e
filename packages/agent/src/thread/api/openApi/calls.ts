import { newPointSchema, pointChangeSchema } from '@debugin/protocol/checks'
import type * as v from 'valibot'
import { PARAMETERS } from '../parameters'
import { tagsSchema } from '../points'
import type { Parameter } from '../query'
import type { ANSWERS } from './answers'

/** The name of an answer; others than JSON go by their media type. */
type AnswerName = keyof typeof ANSWERS | 'PointList' | 'OpenApi' | 'text/plain' | 'text/event-stream' | 'nothing'

/** One call, as the document describes it. */
export interface Call {
  /** The method, and the path with its parameters in braces. */
  call: string
  summary: string
  query?: Readonly<Record<string, Parameter>>
  body?: v.GenericSchema
  /** The status of success, and what it answers. */
  answer: readonly [number, AnswerName]
  /** Statuses of its errors, beside those that every call has. */
  errors?: readonly number[]
}

const BODY_ERRORS = [400, 413, 415] as const
const PLACE_ERRORS = [...BODY_ERRORS, 404, 409, 422] as const

/** Every call of the control API. */
export const CALLS: readonly Call[] = [
  { call: 'GET /health', summary: 'How the agent is', answer: [200, 'Health'] },
  { call: 'GET /openapi.json', summary: 'This document', answer: [200, 'OpenApi'] },
  {
    call: 'GET /points',
    summary: 'List points',
    query: PARAMETERS.points,
    answer: [200, 'PointList'],
    errors: [400],
  },
  { call: 'GET /points/{id}', summary: 'Show a point', answer: [200, 'Point'], errors: [404] },
  {
    call: 'POST /tracepoints',
    summary: 'Take snapshots at a line',
    body: newPointSchema('tracepoint'),
    answer: [201, 'Point'],
    errors: PLACE_ERRORS,
  },
  {
    call: 'POST /logpoints',
    summary: 'Log a message at a line',
    body: newPointSchema('logpoint'),
    answer: [201, 'Point'],
    errors: PLACE_ERRORS,
  },
  {
    call: 'POST /metricpoints',
    summary: 'Measure at a line',
    body: newPointSchema('metricpoint'),
    answer: [201, 'Point'],
    errors: PLACE_ERRORS,
  },
  {
    call: 'PUT /points/{id}',
    summary: 'Change a point; what is left out stays',
    body: pointChangeSchema,
    answer: [200, 'Point'],
    errors: PLACE_ERRORS,
  },
  { call: 'DELETE /points/{id}', summary: 'Remove a point', answer: [204, 'nothing'], errors: [404] },
  { call: 'POST /points/{id}/enable', summary: 'Switch a point on', answer: [200, 'Switched'], errors: [404] },
  { call: 'POST /points/{id}/disable', summary: 'Switch a point off', answer: [200, 'Switched'], errors: [404] },
  {
    call: 'POST /tags/enable',
    summary: 'Switch on all points with any of the tags',
    body: tagsSchema,
    answer: [200, 'TagsEnabled'],
    errors: BODY_ERRORS,
  },
  {
    call: 'POST /tags/disable',
    summary: 'Switch off all points with any of the tags',
    body: tagsSchema,
    answer: [200, 'TagsDisabled'],
    errors: BODY_ERRORS,
  },
  { call: 'GET /metrics', summary: 'What metric points measured, for Prometheus', answer: [200, 'text/plain'] },
  { call: 'GET /stats', summary: 'What points cost', answer: [200, 'Stats'] },
  {
    call: 'GET /sources',
    summary: "The program's files",
    query: PARAMETERS.sources,
    answer: [200, 'Sources'],
    errors: [400],
  },
  {
    call: 'GET /sources/{path}/sites',
    summary: 'Where points can stand in a file',
    query: PARAMETERS.sites,
    answer: [200, 'Sites'],
    errors: [400, 404, 409],
  },
  {
    call: 'GET /events',
    summary: 'The events of this process tree as they are made, as Server-Sent Events',
    query: PARAMETERS.events,
    answer: [200, 'text/event-stream'],
    errors: [400],
  },
]
