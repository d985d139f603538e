'use strict'

// Stages joined by bounded queues: async functions and async generators that wait for each other all the time.

const ITEMS = 2_400
const CLOSED = Symbol('closed')

/** A queue that makes its writer wait while it is full and its reader while it is empty. */
class Channel {
  constructor(capacity) {
    this.capacity = capacity
    this.items = []
    this.readers = []
    this.writers = []
    this.isClosed = false
  }

  async put(item) {
    while (this.items.length >= this.capacity) await new Promise((resolve) => this.writers.push(resolve))
    this.items.push(item)
    this.readers.shift()?.()
  }

  async take() {
    while (this.items.length === 0) {
      if (this.isClosed) return CLOSED
      await new Promise((resolve) => this.readers.push(resolve))
    }
    const item = this.items.shift()
    this.writers.shift()?.()
    return item
  }

  close() {
    this.isClosed = true
    for (const wake of this.readers.splice(0)) wake()
  }

  async *[Symbol.asyncIterator]() {
    for (let item = await this.take(); item !== CLOSED; item = await this.take()) yield item
  }
}

async function produce(channel, count) {
  for (let i = 0; i < count; i++) await channel.put({ id: i, weight: (i * 37) % 101 })
  channel.close()
}

async function lookUp(id) {
  if (id % 97 === 0) throw new RangeError(`No record ${id}`)
  return { price: (id * 13) % 89 }
}

async function enrich(item) {
  try {
    const { price } = await lookUp(item.id)
    return { ...item, price }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { ...item, price: 0 }
  }
}

/** Several workers read one channel and write another; the last to finish closes it. */
async function work(input, output, workers) {
  const loops = Array.from({ length: workers }, async () => {
    for await (const item of input) await output.put(await enrich(item))
  })
  await Promise.all(loops)
  output.close()
}

async function collect(channel) {
  let total = 0
  const seen = new Set()
  for await (const { id, weight, price } of channel) {
    seen.add(id)
    total += weight * price + (await settle(id))
  }
  return total * 10_000 + seen.size
}

const settle = async (id) => {
  const parts = await Promise.all([id % 7, Promise.resolve(id % 11)])
  return parts[0] * parts[1]
}

async function run(scale) {
  let checksum = 0
  for (let i = 0; i < scale; i++) {
    const raw = new Channel(16)
    const rich = new Channel(8)
    const [, , sum] = await Promise.all([produce(raw, ITEMS + i), work(raw, rich, 4), collect(rich)])
    checksum += sum
  }
  return checksum
}

module.exports = {
  name: 'async',
  isolates: 'async functions, arrows, methods and generators: the cost of a gate around each await',
  run,
  expected: { 1: 52815612400, 2: 105641844801 },
}
