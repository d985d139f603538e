import { DebugInError } from '@debugin/protocol'
import { invalidField, missingField, unknownField } from '@debugin/protocol/checks'
import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { METRICS_TYPE, metricsText } from '../metricsText'
import type { PointBook, PointFilter } from '../points/pointBook'
import { readBody } from './guard'
import { PARAMETERS } from './parameters'
import { readQuery } from './query'

/** The calls about points; what each takes and answers is in `docs/CONTROL_API.md`. */
export function addPointRoutes(app: Hono, points: PointBook): void {
  app.get('/points', (context) => {
    const { filter, asObject } = readFilter(context)
    const found = points.list(filter)
    return context.json(asObject ? { points: found, total: found.length } : found)
  })
  app.get('/points/:id', (context) => context.json(points.show(context.req.param('id'))))
  app.post('/tracepoints', async (context) => context.json(points.create('tracepoint', await readBody(context)), 201))
  app.post('/logpoints', async (context) => context.json(points.create('logpoint', await readBody(context)), 201))
  app.post('/metricpoints', async (context) => context.json(points.create('metricpoint', await readBody(context)), 201))
  app.get('/metrics', async (context) =>
    context.text(await metricsText(points.metrics()), 200, { 'content-type': METRICS_TYPE }),
  )
  app.put('/points/:id', async (context) =>
    context.json(points.update(context.req.param('id'), await readBody(context))),
  )
  app.delete('/points/:id', (context) => {
    points.remove(context.req.param('id'))
    return context.body(null, 204)
  })
  for (const [verb, enabled] of [
    ['enable', true],
    ['disable', false],
  ] as const) {
    app.post(`/points/:id/${verb}`, (context) => {
      const id = context.req.param('id')
      points.setEnabled(id, enabled)
      return context.json({ id, enabled, message: `Point ${verb}d` })
    })
    app.post(`/tags/${verb}`, async (context) => {
      const count = points.setEnabledByTag(readTags(await readBody(context)), enabled)
      return context.json({ [`${verb}d`]: count, message: `${count} ${count === 1 ? 'point' : 'points'} ${verb}d` })
    })
  }
}

function readFilter(context: Context): { filter: PointFilter; asObject: boolean } {
  const { type, enabled, tag, format } = readQuery(context, PARAMETERS.points)
  return {
    filter: { type, enabled: enabled === undefined ? undefined : enabled === 'true', tags: tag },
    asObject: format === 'object',
  }
}

/** The body of a call that switches points by their tags. */
export const tagsSchema = v.strictObject({ tags: v.array(v.string()) })

const TAGS_EXPECTED = 'an array of texts'

function readTags(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) throw invalidField('the body', body, 'a JSON object with tags')
  const { output, issues, success } = v.safeParse(tagsSchema, body)
  if (success) return output.tags
  const unknown = Object.keys(body).find((field) => field !== 'tags')
  if (unknown !== undefined) throw unknownField(unknown, ['tags'])
  const [{ input }] = issues
  throw input === undefined || !('tags' in body)
    ? missingField('tags', TAGS_EXPECTED)
    : invalidField('tags', input, TAGS_EXPECTED)
}

/** The answer to a call that there is not. */
export function noSuchCall(context: Context): never {
  const { method, path } = context.req
  throw new DebugInError(
    'NOT_FOUND',
    `there is no call ${method} ${path}; GET /health tells whether you reached the agent`,
  )
}
