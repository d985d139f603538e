import { type Item, priceOf, rates } from './price'

export class Cart {
  private readonly items: Item[] = []

  add(item: Item): this {
    this.items.push(item)
    return this
  }

  total(): number {
    let sum = 0
    for (const item of this.items) {
      const rate = rates[item.name] ?? 0.19
      sum += priceOf(item, rate) // call
    }
    return sum
  }
}
