import type { AddressInfo } from 'node:net'
import express, { type ErrorRequestHandler } from 'express'
import { routes } from './routes'

const answerError: ErrorRequestHandler = (error: Error, _request, response, _next) => {
  response.status(400).json({ error: error.message })
}

const app = express().use(express.json()).use(routes).use(answerError)

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', (error?: Error) => {
  if (error !== undefined) throw error
  console.log(`shop listening at http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})
