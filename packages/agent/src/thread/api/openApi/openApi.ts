import type { Hono } from 'hono'

/** GET /openapi.json. What makes the document is loaded when somebody asks for it. */
export function addOpenApiRoute(app: Hono, version: string): void {
  let text: string | null = null
  app.get('/openapi.json', (context) => {
    text ??= JSON.stringify((require('./document') as typeof import('./document')).createDocument(version))
    return context.body(text, 200, { 'content-type': 'application/json' })
  })
}
