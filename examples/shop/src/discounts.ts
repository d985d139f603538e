import type { Customer, CustomerKind } from './store'

const DISCOUNTS: Record<CustomerKind, number> = { retail: 0, staff: 0.3, wholesale: 0.15 }

/** Everybody gets this from a subtotal of 500.00 on. */
const LARGE_ORDER = { from: 50_000, discount: 0.05 }

/** The part of an order's subtotal that is taken off: the best of what the customer may have. */
export function discountFor(customer: Customer, subtotal: number): number {
  const forSize = subtotal >= LARGE_ORDER.from ? LARGE_ORDER.discount : 0
  return Math.max(DISCOUNTS[customer.kind], forSize)
}

/** What is left of an amount, in whole cents. */
export function takeOff(amount: number, discount: number): number {
  return Math.round(amount * (1 - discount))
}
