import { DebugInError } from '@debugin/protocol'
import { getRequestListener } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { EventFeed } from '../events/eventFeed'
import type { PointBook } from '../points/pointBook'
import type { Places } from '../points/target'
import type { Stats } from '../stats'
import { addEventRoute } from './events'
import { type AccessRules, guard } from './guard'
import type { RequestListener } from './listen'
import { addOpenApiRoute } from './openApi/openApi'
import { addPointRoutes, noSuchCall } from './points'
import { boundRate } from './requestRate'
import { addSourceRoutes } from './sources'

/** What the control API is about. */
export interface ControlApiParts {
  /** Of the agent. */
  version: string
  access: AccessRules
  points: PointBook
  places: Places
  feed: EventFeed
  /** The answer of GET /health. */
  health(): Record<string, unknown>
  /** The answer of GET /stats. */
  stats(): Stats
  log(message: string): void
}

/** The control API as a function from request to response; listening is an outer layer. */
export function createControlApi({ version, access, points, places, feed, health, stats, log }: ControlApiParts): Hono {
  const app = new Hono()
  app.use(boundRate())
  app.use(guard(access))
  app.get('/health', (context) => context.json(health()))
  app.get('/stats', (context) => context.json(stats()))
  addOpenApiRoute(app, version)
  addPointRoutes(app, points)
  addSourceRoutes(app, places)
  addEventRoute(app, feed)
  app.notFound(noSuchCall)
  app.onError((error, context) => {
    const known =
      error instanceof DebugInError
        ? error
        : new DebugInError('INTERNAL', `the agent failed: ${error.message}`, {}, error)
    if (known !== error) log(error.stack ?? error.message)
    return answerError(context, known)
  })
  return app
}

/** The same for a server of Node. */
export function createApiListener(parts: ControlApiParts): RequestListener {
  return getRequestListener(createControlApi(parts).fetch)
}

function answerError(context: Context, error: DebugInError): Response {
  if (error.code === 'TOO_MANY_REQUESTS') context.header('retry-after', '1')
  // What is left of the body is not read.
  if (error.code === 'BODY_TOO_LARGE') context.header('connection', 'close')
  return context.json(error.toBody(), error.status as ContentfulStatusCode)
}
