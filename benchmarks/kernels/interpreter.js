'use strict'

// Runs programs as trees: one class for each form, so that every call of `evaluate` may go to any of seventeen.

class Scope {
  constructor(parent) {
    this.parent = parent
    this.values = new Map()
  }

  find(name) {
    for (let scope = this; scope !== null; scope = scope.parent) if (scope.values.has(name)) return scope
    throw new ReferenceError(`${name} is not defined`)
  }
}

class Literal {
  constructor(value) {
    this.value = value
  }

  evaluate() {
    return this.value
  }
}

class Name {
  constructor(name) {
    this.name = name
  }

  evaluate(scope) {
    return scope.find(this.name).values.get(this.name)
  }
}

class Declaration {
  constructor(name, value) {
    this.name = name
    this.value = value
  }

  evaluate(scope) {
    scope.values.set(this.name, this.value.evaluate(scope))
  }
}

class Assignment extends Declaration {
  evaluate(scope) {
    const value = this.value.evaluate(scope)
    scope.find(this.name).values.set(this.name, value)
    return value
  }
}

class Binary {
  constructor(left, right) {
    this.left = left
    this.right = right
  }

  evaluate(scope) {
    return this.combine(this.left.evaluate(scope), this.right.evaluate(scope))
  }
}

class Sum extends Binary {
  combine(left, right) {
    return left + right
  }
}

class Difference extends Binary {
  combine(left, right) {
    return left - right
  }
}

class Product extends Binary {
  combine(left, right) {
    return left * right
  }
}

class Remainder extends Binary {
  combine(left, right) {
    return left % right
  }
}

class Less extends Binary {
  combine(left, right) {
    return left < right
  }
}

class Equal extends Binary {
  combine(left, right) {
    return left === right
  }
}

class And extends Binary {
  evaluate(scope) {
    return this.left.evaluate(scope) && this.right.evaluate(scope)
  }
}

class If {
  constructor(test, consequent, alternate) {
    this.test = test
    this.consequent = consequent
    this.alternate = alternate
  }

  evaluate(scope) {
    if (this.test.evaluate(scope)) return this.consequent.evaluate(scope)
    return this.alternate?.evaluate(scope)
  }
}

class While {
  constructor(test, body) {
    this.test = test
    this.body = body
  }

  evaluate(scope) {
    let last
    while (this.test.evaluate(scope)) last = this.body.evaluate(scope)
    return last
  }
}

class Block {
  constructor(...steps) {
    this.steps = steps
  }

  evaluate(outer) {
    const scope = new Scope(outer)
    let last
    for (const step of this.steps) last = step.evaluate(scope)
    return last
  }
}

class Closure {
  constructor(parameters, body, scope) {
    this.parameters = parameters
    this.body = body
    this.scope = scope
  }

  apply(values) {
    const scope = new Scope(this.scope)
    this.parameters.forEach((parameter, i) => {
      scope.values.set(parameter, values[i])
    })
    return this.body.evaluate(scope)
  }
}

class Lambda {
  constructor(parameters, body) {
    this.parameters = parameters
    this.body = body
  }

  evaluate(scope) {
    return new Closure(this.parameters, this.body, scope)
  }
}

class Call {
  constructor(callee, ...values) {
    this.callee = callee
    this.values = values
  }

  evaluate(scope) {
    const callee = this.callee.evaluate(scope)
    return callee.apply(this.values.map((value) => value.evaluate(scope)))
  }
}

const number = (value) => new Literal(value)
const name = (text) => new Name(text)

/** fib(n) by two calls of itself. */
const fibonacci = new Block(
  new Declaration(
    'fib',
    new Lambda(
      ['n'],
      new If(
        new Less(name('n'), number(2)),
        name('n'),
        new Sum(
          new Call(name('fib'), new Difference(name('n'), number(1))),
          new Call(name('fib'), new Difference(name('n'), number(2))),
        ),
      ),
    ),
  ),
  new Call(name('fib'), name('input')),
)

/** The primes below 20 * input, by trial division: the sum of them. */
const primes = new Block(
  new Declaration('sum', number(0)),
  new Declaration('candidate', number(2)),
  new While(
    new Less(name('candidate'), new Product(name('input'), number(20))),
    new Block(
      new Declaration('divisor', number(2)),
      new While(
        new And(
          new Less(new Product(name('divisor'), name('divisor')), new Sum(name('candidate'), number(1))),
          new Less(number(0), new Remainder(name('candidate'), name('divisor'))),
        ),
        new Assignment('divisor', new Sum(name('divisor'), number(1))),
      ),
      new If(
        new Less(name('candidate'), new Product(name('divisor'), name('divisor'))),
        new Assignment('sum', new Sum(name('sum'), name('candidate'))),
      ),
      new Assignment('candidate', new Sum(name('candidate'), number(1))),
    ),
  ),
  name('sum'),
)

/** A function that makes a function that adds up what it is given, called in a loop. */
const counters = new Block(
  new Declaration(
    'makeCounter',
    new Lambda(
      ['start'],
      new Block(
        new Declaration('total', name('start')),
        new Lambda(['by'], new Assignment('total', new Sum(name('total'), name('by')))),
      ),
    ),
  ),
  new Declaration('add', new Call(name('makeCounter'), number(100))),
  new Declaration('i', number(0)),
  new While(
    new Less(name('i'), new Product(name('input'), number(40))),
    new Block(
      new If(
        new Equal(new Remainder(name('i'), number(3)), number(0)),
        new Call(name('add'), name('i')),
        new Call(name('add'), number(1)),
      ),
      new Assignment('i', new Sum(name('i'), number(1))),
    ),
  ),
  new Call(name('add'), number(0)),
)

function execute(program, input) {
  const globals = new Scope(null)
  globals.values.set('input', input)
  return program.evaluate(globals)
}

function run(scale) {
  let checksum = 0
  for (let i = 0; i < 6 * scale; i++) {
    for (const program of [fibonacci, primes, counters])
      checksum = (Math.imul(checksum, 31) + execute(program, 14 + (i % 3))) | 0
  }
  return checksum
}

module.exports = {
  name: 'interpreter',
  isolates: 'megamorphic calls: one method name, seventeen classes, deep recursion, rest parameters',
  run,
  expected: { 1: -778841056, 2: 1386668096 },
}
