import { server as createServer } from '@hapi/hapi'
import { findBook } from './books.js'
import { PORT, sayListening } from './listening.js'

const server = createServer({ port: PORT, host: '127.0.0.1' })

server.route({
  method: 'GET',
  path: '/books/{id}',
  handler(request, h) {
    const book = findBook(Number(request.params.id))
    if (book === undefined) return h.response({ error: 'no such book' }).code(404)
    return book
  },
})

await server.start()
sayListening(server.info.port)
