'use strict'

// A grammar as functions that make functions: arithmetic with calls, conditionals and assignments is parsed by
// combined closures into closures, which are then run.

const { createRandom } = require('./shared/random.js')

const FORMULAS = 120

const success = (value, end) => ({ ok: true, value, end })
const failure = (expected, end) => ({ ok: false, expected, end })

const character = (test, expected) => (text, at) =>
  at < text.length && test(text.charCodeAt(at)) ? success(text[at], at + 1) : failure(expected, at)

const literal = (word) => (text, at) =>
  text.startsWith(word, at) ? success(word, at + word.length) : failure(word, at)

const map = (parser, change) => (text, at) => {
  const result = parser(text, at)
  return result.ok ? success(change(result.value), result.end) : result
}

const sequence =
  (...parsers) =>
  (text, at) => {
    const values = []
    let end = at
    for (const parser of parsers) {
      const result = parser(text, end)
      if (!result.ok) return result
      values.push(result.value)
      end = result.end
    }
    return success(values, end)
  }

const choice =
  (...parsers) =>
  (text, at) => {
    let furthest = failure('', -1)
    for (const parser of parsers) {
      const result = parser(text, at)
      if (result.ok) return result
      if (result.end > furthest.end) furthest = result
    }
    return furthest
  }

const many = (parser) => (text, at) => {
  const values = []
  for (let end = at; ; ) {
    const result = parser(text, end)
    if (!result.ok) return success(values, end)
    values.push(result.value)
    end = result.end
  }
}

const some = (parser) => map(sequence(parser, many(parser)), ([first, rest]) => [first, ...rest])
const optional = (parser, otherwise) => choice(parser, (_, at) => success(otherwise, at))
const lazy = (make) => {
  let parser = null
  return (text, at) => {
    parser ??= make()
    return parser(text, at)
  }
}

const spaces = many(character((code) => code === 32, 'a space'))
const token = (parser) => map(sequence(parser, spaces), ([value]) => value)
const symbol = (word) => token(literal(word))
const separated = (parser, separator) =>
  map(sequence(parser, many(sequence(separator, parser))), ([first, rest]) => [first, ...rest.map(([, item]) => item)])
const between = (open, parser, close) => map(sequence(symbol(open), parser, symbol(close)), ([, value]) => value)

const isDigit = (code) => code >= 48 && code <= 57
const isLetter = (code) => code >= 97 && code <= 122

const number = token(map(some(character(isDigit, 'a digit')), (digits) => Number(digits.join(''))))
const name = token(map(some(character(isLetter, 'a letter')), (letters) => letters.join('')))

// What comes out is a function from an environment to a number.

const constant = map(number, (value) => () => value)
const variable = map(name, (key) => (environment) => environment[key] ?? 0)

const FUNCTIONS = {
  max: (values) => Math.max(...values),
  sum: (values) => values.reduce((total, value) => total + value, 0),
  half: ([value]) => Math.trunc(value / 2),
}

const call = map(
  sequence(
    name,
    between(
      '(',
      separated(
        lazy(() => expression),
        symbol(','),
      ),
      ')',
    ),
  ),
  ([key, items]) => {
    const apply = FUNCTIONS[key]
    return (environment) => apply(items.map((item) => item(environment)))
  },
)

const group = between(
  '(',
  lazy(() => expression),
  ')',
)
const primary = choice(constant, call, variable, group)

const OPERATORS = {
  '+': (left, right) => (environment) => (left(environment) + right(environment)) | 0,
  '-': (left, right) => (environment) => (left(environment) - right(environment)) | 0,
  '*': (left, right) => (environment) => Math.imul(left(environment), right(environment)),
  '%': (left, right) => (environment) => left(environment) % (right(environment) || 1),
  '<': (left, right) => (environment) => (left(environment) < right(environment) ? 1 : 0),
}

const leftAssociative = (operand, ...operators) =>
  map(sequence(operand, many(sequence(choice(...operators.map(symbol)), operand))), ([first, rest]) =>
    rest.reduce((left, [operator, right]) => OPERATORS[operator](left, right), first),
  )

const product = leftAssociative(primary, '*', '%')
const total = leftAssociative(product, '+', '-')
const comparison = leftAssociative(total, '<')

const conditional = map(
  sequence(comparison, optional(sequence(symbol('?'), comparison, symbol(':'), comparison), null)),
  ([test, branches]) => {
    if (branches === null) return test
    const [, yes, , no] = branches
    return (environment) => (test(environment) !== 0 ? yes(environment) : no(environment))
  },
)

const assignment = map(sequence(name, symbol('='), conditional), ([key, , value]) => (environment) => {
  environment[key] = value(environment)
  return environment[key]
})

const expression = choice(assignment, conditional)
const program = map(separated(expression, symbol(';')), (steps) => (environment) => {
  let last = 0
  for (const step of steps) last = step(environment)
  return last
})

function compile(text) {
  const result = program(text, 0)
  if (!result.ok || result.end < text.length) throw new SyntaxError(`Expected ${result.expected} at ${result.end}`)
  return result.value
}

function makeFormulas(count) {
  const random = createRandom(60_221)
  const names = ['a', 'bc', 'def']
  const makeTerm = (depth) => {
    const form = depth === 0 ? random() % 2 : random() % 6
    if (form === 0) return String(random() % 1000)
    if (form === 1) return names[random() % 3]
    if (form === 2) return `max(${makeTerm(depth - 1)}, ${makeTerm(0)}, half(${makeTerm(0)}))`
    if (form === 3) return `(${makeTerm(depth - 1)} < ${makeTerm(0)} ? ${makeTerm(0)} : ${makeTerm(depth - 1)})`
    return `(${makeTerm(depth - 1)} ${'+-*%'[random() % 4]} ${makeTerm(depth - 1)})`
  }
  return Array.from({ length: count }, () => `a = ${makeTerm(3)}; bc = a - ${makeTerm(2)}; sum(a, bc) + ${makeTerm(2)}`)
}

const formulas = makeFormulas(FORMULAS)

function run(scale) {
  let checksum = 0
  for (let i = 0; i < scale; i++) {
    for (const formula of formulas) {
      const evaluate = compile(formula)
      for (let def = 0; def < 20; def++) checksum = (Math.imul(checksum, 31) + evaluate({ a: i, bc: 3, def })) | 0
    }
  }
  return checksum
}

module.exports = {
  name: 'combinators',
  isolates: 'functions that return functions: deep closures, megamorphic calls of variables, small result objects',
  run,
  expected: { 1: 245042642, 2: 2113588795 },
}
