import express from 'express'
import { findBook } from './books.js'
import { PORT, sayListening } from './listening.js'

const app = express()

app.get('/books/:id', (request, response) => {
  const book = findBook(Number(request.params.id))
  if (book === undefined) return response.status(404).json({ error: 'no such book' })
  response.json(book)
})

const server = app.listen(PORT, '127.0.0.1', () => sayListening(server.address().port))
