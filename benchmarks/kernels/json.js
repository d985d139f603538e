'use strict'

// A JSON parser and serialiser in JavaScript, over a document of orders made up from a seed.

const { createRandom } = require('./shared/random.js')

const ORDERS = 120

const QUOTE = 0x22
const COMMA = 0x2c
const MINUS = 0x2d
const DOT = 0x2e
const ZERO = 0x30
const NINE = 0x39
const COLON = 0x3a
const LEFT_BRACKET = 0x5b
const BACKSLASH = 0x5c
const RIGHT_BRACKET = 0x5d
const LOWER_E = 0x65
const LEFT_BRACE = 0x7b
const RIGHT_BRACE = 0x7d

const ESCAPES = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }
const ESCAPED = new Map(Object.entries(ESCAPES).map(([letter, character]) => [character, `\\${letter}`]))
ESCAPED.delete('/')

class JsonParser {
  constructor(text) {
    this.text = text
    this.position = 0
    this.code = text.charCodeAt(0)
  }

  parse() {
    this.skipSpace()
    const value = this.parseValue()
    this.skipSpace()
    if (this.position < this.text.length) this.fail('the end')
    return value
  }

  advance() {
    this.code = this.text.charCodeAt(++this.position)
  }

  skipSpace() {
    while (this.code === 0x20 || this.code === 0x0a || this.code === 0x0d || this.code === 0x09) this.advance()
  }

  expect(code) {
    if (this.code !== code) this.fail(String.fromCharCode(code))
    this.advance()
  }

  /** Steps over `code`, if it is next, with the space behind it. */
  accept(code) {
    if (this.code !== code) return false
    this.advance()
    this.skipSpace()
    return true
  }

  parseValue() {
    switch (this.code) {
      case LEFT_BRACE:
        return this.parseObject()
      case LEFT_BRACKET:
        return this.parseArray()
      case QUOTE:
        return this.parseString()
      case 0x74:
        return this.parseWord('true', true)
      case 0x66:
        return this.parseWord('false', false)
      case 0x6e:
        return this.parseWord('null', null)
      default:
        return this.parseNumber()
    }
  }

  parseObject() {
    const object = {}
    this.accept(LEFT_BRACE)
    if (this.accept(RIGHT_BRACE)) return object
    do {
      const key = this.parseString()
      this.skipSpace()
      this.expect(COLON)
      this.skipSpace()
      object[key] = this.parseValue()
      this.skipSpace()
    } while (this.accept(COMMA))
    this.expect(RIGHT_BRACE)
    return object
  }

  parseArray() {
    const array = []
    this.accept(LEFT_BRACKET)
    if (this.accept(RIGHT_BRACKET)) return array
    do {
      array.push(this.parseValue())
      this.skipSpace()
    } while (this.accept(COMMA))
    this.expect(RIGHT_BRACKET)
    return array
  }

  parseString() {
    this.expect(QUOTE)
    let result = ''
    let start = this.position
    while (this.code !== QUOTE) {
      if (this.position >= this.text.length) this.fail('a closing quote')
      if (this.code === BACKSLASH) {
        result += this.text.slice(start, this.position) + this.parseEscape()
        start = this.position
      } else {
        this.advance()
      }
    }
    result += this.text.slice(start, this.position)
    this.advance()
    return result
  }

  parseEscape() {
    this.advance()
    const letter = this.text[this.position]
    if (letter === 'u') {
      const unit = Number.parseInt(this.text.slice(this.position + 1, this.position + 5), 16)
      for (let i = 0; i < 5; i++) this.advance()
      return String.fromCharCode(unit)
    }
    const character = ESCAPES[letter]
    if (character === undefined) this.fail('an escape')
    this.advance()
    return character
  }

  parseNumber() {
    const start = this.position
    if (this.code === MINUS) this.advance()
    this.skipDigits()
    if (this.code === DOT) {
      this.advance()
      this.skipDigits()
    }
    if (this.code === LOWER_E) {
      this.advance()
      if (this.code === MINUS) this.advance()
      this.skipDigits()
    }
    return Number(this.text.slice(start, this.position))
  }

  skipDigits() {
    if (!isDigit(this.code)) this.fail('a digit')
    while (isDigit(this.code)) this.advance()
  }

  parseWord(word, value) {
    for (let i = 0; i < word.length; i++) this.expect(word.charCodeAt(i))
    return value
  }

  fail(wanted) {
    throw new SyntaxError(`Expected ${wanted} at ${this.position}, found ${this.text[this.position] ?? 'the end'}`)
  }
}

function isDigit(code) {
  return code >= ZERO && code <= NINE
}

class JsonWriter {
  constructor(indent) {
    this.indent = indent
    this.output = ''
  }

  write(value, margin) {
    if (value === null) this.output += 'null'
    else if (typeof value === 'string') this.writeString(value)
    else if (typeof value === 'number' || typeof value === 'boolean') this.output += String(value)
    else if (Array.isArray(value)) this.writeArray(value, margin)
    else this.writeObject(value, margin)
    return this
  }

  writeObject(object, margin) {
    const inner = margin + this.indent
    let separator = '{'
    for (const key of Object.keys(object)) {
      this.output += `${separator}\n${inner}`
      this.writeString(key)
      this.output += ': '
      this.write(object[key], inner)
      separator = ','
    }
    this.output += separator === '{' ? '{}' : `\n${margin}}`
  }

  writeArray(array, margin) {
    const inner = margin + this.indent
    this.output += '['
    array.forEach((element, index) => {
      this.output += index === 0 ? `\n${inner}` : `,\n${inner}`
      this.write(element, inner)
    })
    this.output += array.length === 0 ? ']' : `\n${margin}]`
  }

  writeString(string) {
    this.output += '"'
    let start = 0
    for (let i = 0; i < string.length; i++) {
      const code = string.charCodeAt(i)
      if (code >= 0x20 && code !== QUOTE && code !== BACKSLASH) continue
      this.output += string.slice(start, i) + escapeCharacter(string[i], code)
      start = i + 1
    }
    this.output += `${string.slice(start)}"`
  }
}

function escapeCharacter(character, code) {
  return ESCAPED.get(character) ?? `\\u${code.toString(16).padStart(4, '0')}`
}

function makeOrders(count) {
  const random = createRandom(20_261)
  const words = ['lamp', 'say "hi"', 'back\\slash', 'tab\there', 'grün', 'line\nbreak', 'bell\u0007', '日本']
  const pick = () => words[random() % words.length]
  return Array.from({ length: count }, (_, id) => ({
    id,
    customer: { name: `${pick()} ${pick()}`, vip: random() % 5 === 0, note: random() % 3 === 0 ? null : pick() },
    lines: Array.from({ length: random() % 6 }, () => ({
      article: pick(),
      amount: random() % 100,
      price: (random() % 100_000) / 100,
      tags: [pick(), pick()],
    })),
    total: (random() % 1_000_000) / 1000 - 300,
  }))
}

const orders = makeOrders(ORDERS)

function run(scale) {
  let text = JSON.stringify(orders)
  let length = 0
  for (let i = 0; i < 3 * scale; i++) {
    text = new JsonWriter(i % 2 === 0 ? '  ' : '').write(new JsonParser(text).parse(), '').output
    length = (Math.imul(length, 31) + text.length) | 0
  }
  if (JSON.stringify(JSON.parse(text)) !== JSON.stringify(orders)) throw new Error('The document changed on the way')
  return length
}

module.exports = {
  name: 'json',
  isolates: 'a recursive-descent parser and a writer: character loops, string building, objects as dictionaries',
  run,
  expected: { 1: 70923546, 2: -195825540 },
}
