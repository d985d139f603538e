import fc from 'fast-check'

/** The variables of the texts. */
export const NAMES = ['a', 'b', 'c', 'd', 'e']

export const primitive = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.double(),
  fc.constantFrom('', '0', '12', 'abc', 'ab', 'b', ' 3 ', 'true', '1e3'),
  fc.bigInt({ min: -5n, max: 5n }),
  fc.constantFrom(true, false, null, undefined, Symbol.for('x')),
)

export const binaryOperator = fc.constantFrom(...'== != === !== < <= > >= + - * / % in && || ??'.split(' '))

/** Texts in the part of the language that JavaScript has too; parentheses are left out as often as not. */
export const text = fc.letrec((tie) => ({
  part: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(...NAMES),
    fc.constantFrom(
      '1',
      '0',
      '.5',
      '2e1',
      '0x1f',
      '"a"',
      "'12'",
      "'\\x61\\u0062'",
      'true',
      'null',
      'undefined',
      '"it\'s"',
    ),
    fc.tuple(tie('part'), binaryOperator, tie('part')).map(([a, operator, b]) => `${a} ${operator} ${b}`),
    fc.tuple(tie('part'), binaryOperator, tie('part')).map(([a, operator, b]) => `(${a} ${operator} ${b})`),
    fc.tuple(fc.constantFrom('! ', '- ', '+ ', 'typeof '), tie('part')).map(([operator, a]) => operator + a),
    fc.tuple(tie('part'), tie('part'), tie('part')).map(([a, b, c]) => `${a} ? ${b} : ${c}`),
    fc
      .tuple(tie('part'), fc.constantFrom('.length', '?.length', '?.x.y', '?.[0]', '[0]'))
      .map(([a, link]) => `(${a})${link}`),
    fc
      .tuple(fc.constantFrom(...NAMES), fc.constantFrom('.length', '?.length', '?.x.y', '?.[1]', '[0]'))
      .map(([a, link]) => a + link),
    fc
      .tuple(
        tie('part'),
        fc.constantFrom('.', '?.'),
        fc.constantFrom('startsWith', 'endsWith', 'includes'),
        tie('part'),
      )
      .map(([a, dot, name, b]) => `(${a})${dot}${name}(${b})`),
  ),
})).part
