import Router from '@koa/router'
import Koa from 'koa'
import { findBook } from './books.js'
import { PORT, sayListening } from './listening.js'

const router = new Router()

router.get('/books/:id', (context) => {
  const book = findBook(Number(context.params.id))
  if (book === undefined) context.throw(404, 'no such book')
  context.body = book
})

const app = new Koa().use(router.routes())
app.silent = true
const server = app.listen(PORT, '127.0.0.1', () => sayListening(server.address().port))
