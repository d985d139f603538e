import { type Request, type Response, Router } from 'express'
import { priceOrder } from './pricing'
import { addOrder, findCustomer, findOrder, type Item, listProducts } from './store'

/** The calls that the shop answers. */
export const routes = Router()

routes.get('/products', (_request, response) => {
  response.json(listProducts())
})

routes.post('/orders', placeOrder)

routes.get('/orders/:id', (request, response) => {
  const order = findOrder(Number(request.params.id))
  if (order === undefined) response.status(404).json({ error: 'no such order' })
  else response.json({ id: order.id, ...priceOrder(order, order.customer) })
})

/** Takes `{"customer": "ann", "items": [{"sku": "tea", "quantity": 2}]}` and answers with what it costs. */
async function placeOrder(request: Request, response: Response): Promise<void> {
  const body = request.body as { customer: string; items: Item[] }
  const customer = findCustomer(body.customer)
  const order = addOrder(customer, body.items)
  const price = priceOrder(order, customer)
  response.status(201).json({ id: order.id, ...price })
}
