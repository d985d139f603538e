import { DebugInError } from '@debugin/protocol'
import { Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { PointBook } from '../points/pointBook'
import type { Stats } from '../stats'
import { type AccessRules, guard } from './guard'
import { addPointRoutes, noSuchCall } from './points'

/** What the control API is about. */
export interface ControlApiParts {
  access: AccessRules
  points: PointBook
  /** The answer of GET /health. */
  health(): Record<string, unknown>
  /** The answer of GET /stats. */
  stats(): Stats
  log(message: string): void
}

/** The control API as a function from request to response; listening is an outer layer. */
export function createControlApi({ access, points, health, stats, log }: ControlApiParts): Hono {
  const app = new Hono()
  app.use(guard(access))
  app.get('/health', (context) => context.json(health()))
  app.get('/stats', (context) => context.json(stats()))
  addPointRoutes(app, points)
  app.notFound(noSuchCall)
  app.onError((error, context) => {
    const known =
      error instanceof DebugInError
        ? error
        : new DebugInError('INTERNAL', `the agent failed: ${error.message}`, {}, error)
    if (known !== error) log(error.stack ?? error.message)
    return context.json(known.toBody(), known.status as ContentfulStatusCode)
  })
  return app
}
