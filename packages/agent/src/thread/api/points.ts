import { DebugInError } from '@debugin/protocol'
import { invalidField, missingField, unknownField } from '@debugin/protocol/checks'
import type { Context, Hono } from 'hono'
import { METRICS_TYPE, metricsText } from '../metricsText'
import type { PointBook, PointFilter } from '../points/pointBook'
import { readBody } from './guard'
import { oneOf, readQuery } from './query'

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
  const query = readQuery(context, ['type', 'enabled', 'tag', 'format'])
  const enabled = oneOf(query, 'enabled', ['true', 'false'])
  return {
    filter: {
      type: oneOf(query, 'type', ['tracepoint', 'logpoint', 'metricpoint']),
      enabled: enabled === undefined ? undefined : enabled === 'true',
      tags: query.tag ?? [],
    },
    asObject: oneOf(query, 'format', ['object', 'array']) === 'object',
  }
}

function readTags(body: unknown): string[] {
  if (typeof body !== 'object' || body === null) throw invalidField('the body', body, 'a JSON object with tags')
  for (const field of Object.keys(body)) if (field !== 'tags') throw unknownField(field, ['tags'])
  const { tags } = body as { tags?: unknown }
  if (tags === undefined) throw missingField('tags', 'an array of texts')
  if (!Array.isArray(tags) || !tags.every((tag) => typeof tag === 'string')) {
    throw invalidField('tags', tags, 'an array of texts')
  }
  return tags
}

/** The answer to a call that there is not. */
export function noSuchCall(context: Context): never {
  const { method, path } = context.req
  throw new DebugInError(
    'NOT_FOUND',
    `there is no call ${method} ${path}; GET /health tells whether you reached the agent`,
  )
}
