'use strict'

// A scanner for a small language, character by character and without a regular expression, and a table of its names.

const { createRandom } = require('./shared/random.js')

const LINES = 700

const NAME = 1
const NUMBER = 2
const STRING = 3
const COMMENT = 4
const KEYWORD = 5
const PUNCTUATOR = 6

const KEYWORDS = new Set(['let', 'fn', 'if', 'else', 'while', 'return', 'match', 'with', 'true', 'false'])
const PAIRS = new Set(['==', '!=', '<=', '>=', '&&', '||', '->', '=>', '+=', '-=', '..'])

class Token {
  constructor(kind, start, end, line, value) {
    this.kind = kind
    this.start = start
    this.end = end
    this.line = line
    this.value = value
  }
}

class NameTable {
  constructor() {
    this.numbers = new Map()
  }

  intern(name) {
    let number = this.numbers.get(name)
    if (number === undefined) {
      number = this.numbers.size
      this.numbers.set(name, number)
    }
    return number
  }
}

class Scanner {
  constructor(text, names) {
    this.text = text
    this.names = names
    this.position = 0
    this.line = 1
  }

  /** The next token; null at the end. */
  next() {
    this.skipSpace()
    if (this.position >= this.text.length) return null
    const start = this.position
    const code = this.peek(0)
    if (isLetter(code)) return this.scanName(start)
    if (isDigit(code)) return this.scanNumber(start)
    if (code === 0x22) return this.scanString(start)
    if (code === 0x23) return this.scanComment(start)
    return this.scanPunctuator(start)
  }

  peek(distance) {
    return this.text.charCodeAt(this.position + distance)
  }

  skipSpace() {
    for (;;) {
      const code = this.peek(0)
      if (code === 0x0a) this.line++
      else if (code !== 0x20 && code !== 0x09) return
      this.position++
    }
  }

  finish(kind, start, value) {
    return new Token(kind, start, this.position, this.line, value)
  }

  scanName(start) {
    while (isLetter(this.peek(0)) || isDigit(this.peek(0))) this.position++
    const name = this.text.slice(start, this.position)
    if (KEYWORDS.has(name)) return this.finish(KEYWORD, start, name.length)
    return this.finish(NAME, start, this.names.intern(name))
  }

  scanNumber(start) {
    let value = 0
    while (isDigit(this.peek(0))) {
      value = value * 10 + this.peek(0) - 0x30
      this.position++
    }
    if (this.peek(0) === 0x2e && isDigit(this.peek(1))) {
      this.position++
      for (let unit = 0.1; isDigit(this.peek(0)); unit /= 10) {
        value += (this.peek(0) - 0x30) * unit
        this.position++
      }
    }
    return this.finish(NUMBER, start, Math.round(value * 100))
  }

  scanString(start) {
    let hash = 0
    this.position++
    for (let code = this.peek(0); code !== 0x22; code = this.peek(0)) {
      if (code === 0x5c) this.position++
      hash = (Math.imul(hash, 31) + this.peek(0)) | 0
      this.position++
      if (this.position >= this.text.length) throw new SyntaxError(`The string on line ${this.line} does not end`)
    }
    this.position++
    return this.finish(STRING, start, hash)
  }

  scanComment(start) {
    while (this.position < this.text.length && this.peek(0) !== 0x0a) this.position++
    return this.finish(COMMENT, start, this.position - start)
  }

  scanPunctuator(start) {
    const isPair = PAIRS.has(this.text.slice(start, start + 2))
    this.position += isPair ? 2 : 1
    return this.finish(PUNCTUATOR, start, this.text.charCodeAt(start))
  }
}

function isLetter(code) {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f
}

function isDigit(code) {
  return code >= 0x30 && code <= 0x39
}

function makeSource(lines) {
  const random = createRandom(31_337)
  const name = () => `${['item', 'count', 'total', 'row', 'Shape', 'next_'][random() % 6]}${random() % 40}`
  const number = () => (random() % 3 === 0 ? `${random() % 100}.${random() % 100}` : `${random() % 10_000}`)
  const forms = [
    () => `let ${name()} = ${number()} + ${name()} * (${name()} - ${number()})`,
    () => `if ${name()} >= ${number()} && ${name()} != "a \\"quoted\\" ${name()}" { return ${name()} }`,
    () => `fn ${name()}(${name()}, ${name()}) -> ${name()} { ${name()} += ${name()}[${number()}] }`,
    () => `# ${name()} and ${name()} are compared below, ${number()} times`,
    () => `\twhile ${name()} < ${number()} { match ${name()} with ${number()}..${number()} => ${name()} }`,
  ]
  return Array.from({ length: lines }, () => forms[random() % forms.length]()).join('\n')
}

const source = makeSource(LINES)

function run(scale) {
  let checksum = 0
  for (let i = 0; i < 8 * scale; i++) {
    const scanner = new Scanner(source, new NameTable())
    for (let token = scanner.next(); token !== null; token = scanner.next()) {
      const length = token.end - token.start
      checksum = (Math.imul(checksum, 31) + token.kind * 1000 + token.value + length + token.line) | 0
    }
  }
  return checksum
}

module.exports = {
  name: 'tokenizer',
  isolates: 'character tests in functions of a line, called a few times for each character',
  run,
  expected: { 1: -1835351336, 2: 880612784 },
}
