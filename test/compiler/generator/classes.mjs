import { writeExpression } from './expressions.mjs'
import { writeParametersAndBody } from './functions.mjs'
import { writeKey, writeMethod } from './objects.mjs'
import { writeStatements } from './statements.mjs'

/** A class, with every kind of member. Its code is strict. */
export function writeClass(writer, around, depth, name) {
  const { choices } = writer
  const scope = around.block({ strict: true, async: false, generator: false })
  const outside = around.block({ strict: true })
  if (name !== '') scope.note(name, { callable: true, changeable: false })
  const derived = choices.oneIn(3)
  const heritage = derived ? ` extends ${writeHeritage(writer, outside, depth)}` : ''
  const hasPrivate = choices.oneIn(3)
  scope.code.privateName = around.code.privateName || hasPrivate
  const members = hasPrivate ? ['#p = 1', '#q() { return this.#p }'] : []
  if (choices.oneIn(2)) members.push(writeConstructor(writer, scope, depth, derived))
  while (members.length < 5 && choices.oneIn(2)) members.push(choices.of(MEMBERS)(writer, scope, depth))
  return `class ${name}${heritage} {${writer.gap()}${members.join(writer.choices.of(['\n', ';', ';\n']))}}`
}

function writeHeritage(writer, scope, depth) {
  const { choices } = writer
  if (choices.oneIn(4)) return `(${writeExpression(writer, scope, depth + 1)})`
  return choices.of(['Object', 'Array', 'Error', ...scope.callable, 'null'])
}

function writeConstructor(writer, scope, depth, derived) {
  const code = { async: false, generator: false, superProperty: true }
  if (!derived) return `constructor${writeParametersAndBody(writer, scope, depth, code)}`
  const first = writer.choices.of([
    'super();',
    'super(...arguments);',
    `if (use(${writer.nextUse()})) super(1);`,
    '(() => super())();',
    '',
  ])
  return `constructor${writeParametersAndBody(writer, scope, depth, code, first)}`
}

/** Code of fields: a function of its own, without `arguments`. */
const FIELD = { arguments: false, newTarget: true, superProperty: true, async: false, generator: false }

const MEMBERS = [
  (writer, scope, depth) => writeMethod(writer, scope, depth),
  (writer, scope, depth) => `static ${writeMethod(writer, scope, depth)}`,
  (writer, scope, depth) =>
    `${writeKey(writer, scope, depth)} = (use(${writer.nextUse()}), ${writeExpression(writer, scope.function(FIELD), depth)});`,
  (writer, scope, depth) =>
    `static a = (use(${writer.nextUse()}), ${writeExpression(writer, scope.function(FIELD), depth)});`,
  (writer, scope) => {
    const inside = scope.function({ ...FIELD, returns: false, depth: scope.code.depth + 1 })
    return `static { use(${writer.nextUse()});${writeStatements(writer, inside)}}`
  },
]
