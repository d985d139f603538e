const { createHash } = require('node:crypto')
const { join } = require('node:path')
const express = require('express')

const app = express()
app.set('etag', 'strong')
app.use(express.json({ limit: 200 }), express.urlencoded({ extended: true }))
app.use('/files', express.static(join(__dirname, '../node_modules/ms'), { dotfiles: 'deny' }))
const orders = express.Router({ mergeParams: true })
orders.param('id', (request, _response, next, id) => {
  request.order = { id: Number(id), lines: [{ product: 'tea', quantity: Number(id) }] }
  next()
})
orders.get('/:id', ({ order, query, params }, response) => response.json({ order, query, shop: params.shop }))
orders.post('/', ({ body }, response) => response.status(201).location('/orders/9').send(body))
app.use('/:shop/orders', orders)
app.get('/page', (_request, response) => response.type('html').send('<p>hello'))
app.get('/fails', async () => {
  throw new RangeError('no stock')
})
app.get('/gone', (_request, response) => response.redirect(301, '/page'))
app.use((error, _request, response, _next) => {
  response.status(error.status ?? 500).json({ name: error.name, type: error.type, message: error.message })
})

async function main() {
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const base = `http://127.0.0.1:${server.address().port}`
  const json = { 'content-type': 'application/json' }
  const requests = [
    ['/acme/orders/7?sort=asc&a[b]=c'],
    ['/acme/orders', { method: 'POST', headers: json, body: '{"product":"tea"}' }],
    ['/acme/orders', { method: 'POST', headers: json, body: '{"product":' }],
    ['/acme/orders', { method: 'POST', headers: json, body: JSON.stringify({ long: 'x'.repeat(300) }) }],
    ['/acme/orders', { method: 'POST', body: new URLSearchParams({ 'a[b]': '1', c: '2' }) }],
    ['/page'],
    ['/page', { method: 'HEAD' }],
    ['/fails'],
    ['/gone', { redirect: 'manual' }],
    ['/files/index.js', { headers: { range: 'bytes=0-30' } }],
    ['/files/.hidden'],
    ['/nowhere'],
  ]
  for (const [path, options] of requests) {
    const response = await fetch(base + path, options)
    const headers = [...response.headers].filter(([name]) => !['date', 'last-modified'].includes(name))
    const body = await response.text()
    console.log(path, response.status, JSON.stringify(headers), createHash('sha256').update(body).digest('hex'))
    if (body.length < 200) console.log(body)
  }
  for (let i = 0; i < 100; i++) await (await fetch(`${base}/acme/orders/${i}`)).text()
  server.close()
  server.closeAllConnections()
}
main()
