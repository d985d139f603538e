'use strict'

// A shop that works by events: listeners, wildcard topics and middleware, in the syntax of today's application code.

const { createRandom } = require('./shared/random.js')

const ORDERS = 2_500

class Emitter {
  #listeners = new Map()

  on(topic, listener, { once = false, priority = 0 } = {}) {
    const entry = { listener, once, priority }
    const entries = [...(this.#listeners.get(topic) ?? []), entry].sort((a, b) => b.priority - a.priority)
    this.#listeners.set(topic, entries)
    return () => this.off(topic, listener)
  }

  once(topic, listener, options = {}) {
    return this.on(topic, listener, { ...options, once: true })
  }

  off(topic, listener) {
    const entries = this.#listeners.get(topic)?.filter((entry) => entry.listener !== listener) ?? []
    if (entries.length > 0) this.#listeners.set(topic, entries)
    else this.#listeners.delete(topic)
  }

  emit(topic, ...payload) {
    let called = 0
    for (const { listener, once } of this.#listeners.get(topic) ?? []) {
      if (once) this.off(topic, listener)
      listener.apply(this, payload)
      called++
    }
    if (topic !== '*') called += this.emit('*', topic, ...payload)
    return called
  }
}

/** Runs each of `layers` around the next; a layer that does not call `next` ends the request. */
function compose(...layers) {
  return function dispatch(context, done) {
    const callLayer = (index) => {
      if (index === layers.length) return done(context)
      return layers[index](context, () => callLayer(index + 1))
    }
    return callLayer(0)
  }
}

class Shop extends Emitter {
  constructor({ stock = 0, restockAt = 10, ...settings } = {}) {
    super()
    this.stock = stock
    this.restockAt = restockAt
    this.settings = { currency: 'EUR', rounding: 2, ...settings }
    this.journal = { sold: 0, refused: 0, failed: 0, restocked: 0, seen: 0, hash: 0 }
    this.handle = compose(this.guard.bind(this), withDiscount, withTax(19), this.reserve.bind(this))
    this.#listen()
  }

  #listen() {
    const { journal } = this
    this.on('*', function (topic, { id = 0 } = {}) {
      journal.seen++
      journal.hash = (Math.imul(journal.hash, 31) + topic.length * 1000 + id) | 0
      if (this.stock < 0) throw new RangeError(`The stock fell to ${this.stock}`)
    })
    this.on('sold', ({ total }) => {
      journal.sold += total
    })
    this.on('refused', (_, reason = 'unknown') => {
      journal.refused += reason.length
    })
    this.on('sold', () => this.stock < this.restockAt && this.emit('low', { id: this.stock }), { priority: 5 })
    this.on('low', ({ id: left }) => this.restock({ amount: 100 - left }))
  }

  guard(context, next) {
    const { order } = context
    if (!order?.customer?.name) return this.emit('refused', order, 'nobody ordered this')
    try {
      return next()
    } catch ({ message }) {
      this.journal.failed++
      return this.emit('refused', order, message)
    } finally {
      context.isFinished = true
    }
  }

  reserve(context, next) {
    const { amount } = context.order
    if (amount > this.stock) throw new Error(`${amount} is more than there is`)
    this.stock -= amount
    return next()
  }

  restock({ amount = 50, supplier: { name = 'unnamed', bonus = 0 } = {} } = {}) {
    this.stock += amount + bonus
    this.journal.restocked += amount + name.length
  }

  sell(order) {
    const { id, amount, price } = order
    return this.handle({ order, total: amount * price }, ({ total, isFinished = false }) =>
      this.emit('sold', { id, total: Math.round(total), isFinished }),
    )
  }
}

function withDiscount(context, next) {
  const { order: { coupon: { percent = 0 } = {} } = {} } = context
  context.total *= (100 - percent) / 100
  return next()
}

const withTax = (percent) => (context, next) => {
  context.total += (context.total * percent) / 100
  return next()
}

function makeOrders(count) {
  const random = createRandom(424_242)
  return Array.from({ length: count }, (_, id) => ({
    id,
    amount: 1 + (random() % 12),
    price: 100 + (random() % 900),
    ...(random() % 10 > 0 && { customer: { name: `c${random() % 50}` } }),
    ...(random() % 4 === 0 && { coupon: random() % 2 === 0 ? { percent: 10 } : {} }),
  }))
}

const orders = makeOrders(ORDERS)

function run(scale) {
  let checksum = 0
  for (let i = 0; i < 6 * scale; i++) {
    const shop = new Shop({ stock: 20 + i, currency: 'CHF' })
    let firstSale = 0
    shop.once('sold', ({ id }) => {
      firstSale = id + 1
    })
    let calls = 0
    for (const order of orders) calls += shop.sell(order)
    const { sold, refused, failed, restocked, seen, hash } = shop.journal
    checksum = (Math.imul(checksum, 31) + sold + refused + failed + restocked + seen + calls + firstSale + hash) | 0
  }
  return checksum
}

module.exports = {
  name: 'emitter',
  isolates: 'application code: callbacks, rest and spread, nested defaults, optional chaining, try and finally',
  run,
  expected: { 1: -862380576, 2: -959550667 },
}
