'use strict'

const { priceOrder } = require('./order.js')

/** Servers by name; each calls `listening(port)`. They take an order and answer what it costs. */
module.exports = {
  express(listening) {
    const express = require('express')
    const app = express()
    app.use(express.json())
    app.get('/orders/:id', (request, response) => response.json(priceOrder(request.params.id, request.query)))
    const server = app.listen(0, '127.0.0.1', () => listening(server.address().port))
  },
  fastify(listening) {
    const app = require('fastify')()
    app.get('/orders/:id', async (request) => priceOrder(request.params.id, request.query))
    app.listen({ port: 0, host: '127.0.0.1' }).then(() => listening(app.server.address().port))
  },
}
