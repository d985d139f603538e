/** What a customer is to the shop; it decides on their discount. */
export type CustomerKind = 'retail' | 'staff' | 'wholesale'

export interface Customer {
  id: string
  name: string
  kind: CustomerKind
  cardNumber: string
}

/** Prices are whole cents. */
export interface Product {
  sku: string
  name: string
  price: number
  /** Lower prices for many at once, the greatest quantity first. */
  tiers: { from: number; price: number }[]
}

export interface Item {
  sku: string
  quantity: number
}

export interface Order {
  id: number
  customer: Customer
  items: Item[]
}

const products = new Map<string, Product>(
  [
    { sku: 'tea', name: 'Green tea, 100 g', price: 1000, tiers: [{ from: 50, price: 800 }] },
    { sku: 'pot', name: 'Teapot', price: 4500, tiers: [] },
    {
      sku: 'cup',
      name: 'Cup',
      price: 700,
      tiers: [
        { from: 100, price: 500 },
        { from: 12, price: 600 },
      ],
    },
  ].map((product) => [product.sku, product]),
)

const customers = new Map<string, Customer>(
  [
    { id: 'ann', name: 'Ann', kind: 'retail' as const, cardNumber: '4111 1111 1111 1111' },
    { id: 'bob', name: 'Bob', kind: 'staff' as const, cardNumber: '5500 0000 0000 0004' },
    { id: 'cafe', name: 'Café Luna', kind: 'wholesale' as const, cardNumber: '3400 0000 0000 009' },
  ].map((customer) => [customer.id, customer]),
)

const orders: Order[] = []

export function listProducts(): Product[] {
  return [...products.values()]
}

/** @throws Error for an article that the shop does not have */
export function findProduct(sku: string): Product {
  const product = products.get(sku)
  if (product === undefined) throw new Error(`the shop has no "${sku}"`)
  return product
}

/** @throws Error for a customer whom the shop does not know */
export function findCustomer(id: string): Customer {
  const customer = customers.get(id)
  if (customer === undefined) throw new Error(`nobody is called "${id}" here`)
  return customer
}

export function addOrder(customer: Customer, items: Item[]): Order {
  const order = { id: orders.length + 1, customer, items }
  orders.push(order)
  return order
}

export function findOrder(id: number): Order | undefined {
  return orders[id - 1]
}
