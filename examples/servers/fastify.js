import createServer from 'fastify'
import { findBook } from './books.js'
import { PORT, sayListening } from './listening.js'

const app = createServer()

app.get('/books/:id', async (request, reply) => {
  const book = findBook(Number(request.params.id))
  if (book === undefined) return reply.code(404).send({ error: 'no such book' })
  return book
})

await app.listen({ port: PORT, host: '127.0.0.1' })
sayListening(app.server.address().port)
