const started = Date.now() // module top level

function hotLoop(times) {
  let sum = 0
  for (let i = 0; i < times; i++) {
    sum += i // hot loop
  }
  return sum
} // function exit

async function handle(id) {
  const user = await Promise.resolve({ id, name: 'Ada' })
  return user.name // async handler
}

function* countTo(last) {
  for (let i = 1; i <= last; i++) {
    yield i // generator
  }
  return 'done'
}

async function* stream(words) {
  for await (const word of words) yield word.length // async generator
}

class Shop {
  static open = false

  static {
    Shop.open = started > 0 // static block
  }

  #stock
  constructor(stock) {
    this.#stock = stock // constructor
  }

  get size() {
    return this.#stock.length // getter
  }

  set first(item) {
    this.#stock[0] = item // setter
  }

  sell(item, { price = 3 } = {}) {
    const total = price * 2
    return `${item}: ${total}` // class method
  }

  static of(...items) {
    return new Shop(items) // static method
  }
}

class Corner extends Shop {
  constructor(street) {
    super(['milk'])
    this.street = street // derived constructor
  }
}

const square = (x) => x * x // arrow

const nested = (list) => list.map((item) => item.trim().toUpperCase()).join() // arrow in a call

const record = {
  ['comp' + 'uted'](value) {
    return value + 1 // computed method
  },
}

function fail(reason) {
  throw new TypeError(reason) // throws
}

// biome-ignore lint/correctness/noUnusedVariables: exported by the line that the test appends
const run = {
  hotLoop: () => hotLoop(4),
  handle: () => handle(7),
  countTo: () => [...countTo(2)],
  async stream() {
    const lengths = []
    for await (const length of stream(['a', 'bcd'])) lengths.push(length)
    return lengths
  },
  construct: () => Object.keys(new Shop(['tea'])),
  size: () => new Shop(['tea', 'salt']).size,
  first() {
    const shop = new Shop(['tea'])
    shop.first = 'rice'
    return shop.size
  },
  sell: () => new Shop(['tea']).sell('tea'),
  of: () => Shop.of('a', 'b') instanceof Shop,
  corner: () => new Corner('High Street').street,
  square: () => square(9),
  nested: () => nested([' a', 'b ']),
  computed: () => record.computed(41),
  fail() {
    try {
      fail('on purpose')
    } catch (error) {
      return `${error.name}: ${error.message}`
    }
  },
}
