import { discountFor, takeOff } from './discounts'
import { type Customer, findProduct, type Item, type Order, type Product } from './store'

export interface PricedLine extends Item {
  /** The price of one. */
  each: number
  amount: number
}

/** What an order costs, in cents. */
export interface Price {
  lines: PricedLine[]
  subtotal: number
  discount: number
  total: number
}

/** Wholesale prices per article, as they are agreed on. */
const WHOLESALE_DISCOUNT = 0.15

/** Prices every line of an order and takes the customer's discount off the sum. */
export function priceOrder({ items }: Order, customer: Customer): Price {
  const lines = items.map((item) => priceLine(item, customer))
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0)
  const discount = discountFor(customer, subtotal)
  const total = takeOff(subtotal, discount)
  return { lines, subtotal, discount, total }
}

function priceLine(item: Item, customer: Customer): PricedLine {
  const listed = tierPrice(findProduct(item.sku), item.quantity)
  const each = customer.kind === 'wholesale' ? takeOff(listed, WHOLESALE_DISCOUNT) : listed
  return { ...item, each, amount: each * item.quantity }
}

/** The price of one when so many are bought. */
function tierPrice(product: Product, quantity: number): number {
  const tier = product.tiers.find(({ from }) => quantity >= from)
  return tier?.price ?? product.price
}
