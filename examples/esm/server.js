import { createServer } from 'node:http'
import { countPages, findPage } from './shelf.js'

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost')
  const number = Number(url.searchParams.get('page') ?? 1)
  if (url.pathname !== '/books') {
    response.writeHead(404).end()
    return
  }
  const books = findPage(number)
  response.setHeader('content-type', 'application/json')
  response.end(`${JSON.stringify({ page: number, of: countPages(), books })}\n`)
})

server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  console.log(`bookshelf listening at http://127.0.0.1:${server.address().port}`)
})
