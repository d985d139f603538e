const computed = 'made up'
const order = []
const note = (text) => (order.push(text), text)

class Shop extends (note('extends'), Object) {
  static opened = note('static field')
  open = note('field')
  #prices = new Map([['tea', 3]])
  #secret
  'quoted name' = 1
  42 = 'number';
  [note('computed key')] = note('computed value')
  withFunction = () => this.open
  withNamed = function () { return this.open }
  withClass = class { inner = 1 }
  empty
  static #count = 0
  static async *stream() { yield 1 }
  get total() { return this.#prices.size }
  set total(value) { this.#secret = value }
  static get count() { return Shop.#count }
  static set count(value) { Shop.#count = value }
  #hidden(a = 1) { return a + this.#prices.size }
  get #private() { return this.#secret }
  set #private(value) { this.#secret = value }
  'quoted method'() { return this['quoted name'] }
  [computed + '!']() { return computed }
  static [Symbol.hasInstance](value) { return value === 1 }
  async later() { return await this.open }
  *each() { yield* this.#prices }
  static {
    const local = note('static block')
    this.fromBlock = local
    note(typeof local)
  }
  static { }
  constructor(name, extra = note('default')) {
    note('constructor')
    super()
    this.name = name
    this.extra = extra
    note('constructed')
  }
  has(value) { return #prices in value }
  static 'constructor'() { return 'static constructor' }
  static() { return 'static' }
  get() { return 'get' }
  async() { return 'async' }
  use() {
    this.#private = 5
    return [this.#hidden(), this.#hidden(2), this.#private, this.#prices?.get('tea')]
  }
  last = 1; ; even = 2
}

const shop = new Shop('corner')
shop.total = 7
Shop.count++
log(order)
log(shop, shop.total, Shop.count, Shop.fromBlock, 1 instanceof Shop, shop.has(shop), shop.has({}))
log(shop.use(), shop['quoted method'](), shop['made up!'](), shop.withFunction(), shop.withNamed())
log(shop.static(), shop.get(), shop.async(), Shop.constructor(), [...shop.each()], shop.last, shop.even)
log(shop.withFunction.name, shop.withNamed.name, shop.withClass.name, Shop.name, Shop.length)
log(Object.getOwnPropertyNames(Shop.prototype), Object.getOwnPropertyNames(Shop))
shop.later().then((value) => log('later', value))
