import { writeClass } from './classes.mjs'
import { writeArguments, writeCallee, writeExpression } from './expressions.mjs'
import { writeFunction } from './functions.mjs'
import { writeLoop } from './loops.mjs'
import { writePattern } from './patterns.mjs'

/** Functions and blocks deeper than this hold few statements. */
const DEEPEST = 4

/** Statements of a block or body. */
export function writeStatements(writer, scope) {
  const { choices } = writer
  const most = scope.code.depth >= DEEPEST ? 1 : 4
  let text = ''
  for (let n = 0; n < most && !choices.done && (n === 0 || !choices.oneIn(4)); n++) {
    text += writeStatement(writer, scope) + writer.end()
  }
  return text
}

export function writeStatement(writer, scope) {
  const { choices, code } = { choices: writer.choices, code: scope.code }
  const forms = code.depth >= DEEPEST ? SIMPLE : choices.oneIn(2) ? [...SIMPLE, ...COMPOUND] : SIMPLE
  return choices.of(forms)(writer, scope)
}

/** A block with a scope of its own. */
export function writeBlock(writer, scope, changes = {}) {
  const inside = scope.block({ ...changes, depth: scope.code.depth + 1 })
  for (const name of changes.taken ?? []) inside.lexical.add(name)
  return `{${writer.gap()}${writeStatements(writer, inside)}}`
}

/** What may stand behind `if (…)` and loops: a block, or one statement that declares nothing for itself. */
export function writeBody(writer, scope, changes = {}) {
  if (writer.choices.oneIn(2)) return writeBlock(writer, scope, changes)
  const inside = scope.block({ ...changes, depth: scope.code.depth + 1 })
  return writer.choices.of(LONE)(writer, inside)
}

const writeUse = (writer, scope) => `use(${writer.nextUse()}, ${writeExpression(writer, scope)})`

/** An expression that cannot be taken for the rest of the statement before. */
const writeExpressionStatement = (writer, scope) => `;(${writeExpression(writer, scope)})`

function writeLexical(writer, scope) {
  const { choices } = writer
  const word = choices.of(['let', 'const'])
  const value = writeExpression(writer, scope)
  const names = []
  const pattern = writePattern(writer, scope, () => {
    const { readable, changeable, callable } = scope
    const name = scope.declareLexical(choices)
    names.push(name)
    // Defaults in the pattern may use the names before it, and sometimes one too early.
    if (!choices.oneIn(6)) Object.assign(scope, { readable, changeable, callable })
    return name
  })
  const callable = /^\(*(async )?(function|class|\w+ =>)/.test(value)
  for (const name of names) scope.note(name, { changeable: word === 'let', callable })
  if (word === 'let' && names.length === 1 && pattern === names[0] && choices.oneIn(4)) return `let ${pattern}`
  return `${word}${writer.gap()}${pattern} = ${/^[[{]/.test(pattern) ? `some(${value})` : value}`
}

function writeVariable(writer, scope) {
  const pattern = writePattern(writer, scope, () => scope.declareVariable(writer.choices))
  const value = writeExpression(writer, scope)
  if (/^\w+$/.test(pattern) && writer.choices.oneIn(4)) return `var ${pattern}`
  return `var ${pattern} = ${/^[[{]/.test(pattern) ? `some(${value})` : value}`
}

function writeFunctionDeclaration(writer, scope) {
  const name = scope.declareFunction(writer.choices)
  scope.note(name, { callable: true, changeable: writer.choices.oneIn(4) })
  return writeFunction(writer, scope, 1, name)
}

function writeClassDeclaration(writer, scope) {
  const name = scope.declareLexical(writer.choices)
  const text = writeClass(writer, scope, 1, name)
  scope.note(name, { callable: true, changeable: false })
  return text
}

function writeIf(writer, scope) {
  const test = writeExpression(writer, scope)
  const then = writeBody(writer, scope)
  return `if (${test})${writer.gap()}${then}${writer.choices.oneIn(2) ? ` else${writer.gap()}${writeBody(writer, scope)}` : ''}`
}

function writeTry(writer, scope) {
  const { choices } = writer
  const body = writeBlock(writer, scope)
  const form = choices.upTo(4)
  if (form === 0) return `try ${body} catch ${writeBlock(writer, scope)}`
  if (form === 1) return `try ${body} finally ${writeBlock(writer, scope)}`
  const inside = scope.block()
  const parameter = writePattern(writer, inside, () => inside.declareLexical(choices))
  const handled = `try ${body} catch (${parameter}) ${writeBlock(writer, inside, { taken: inside.lexical })}`
  return form === 2 ? handled : `${handled} finally ${writeBlock(writer, scope)}`
}

function writeSwitch(writer, scope) {
  const { choices } = writer
  const inside = scope.block({ breakable: true, depth: scope.code.depth + 1 })
  const cases = []
  while (cases.length < 4 && choices.oneIn(2)) {
    const label = choices.oneIn(4) && !cases.some((text) => text.startsWith('default')) ? 'default' : null
    const head = label ?? `case ${choices.of(['1', '0', "'x'", writeExpression(writer, scope, 2)])}`
    cases.push(`${head}:${writer.gap()}${writeStatements(writer, inside)}`)
  }
  return `switch (${writeExpression(writer, scope)}) {${writer.gap()}${cases.join('')}}`
}

function writeJump(writer, scope) {
  const { choices } = writer
  const { code } = scope
  const jumps = [`throw ${choices.of(["'t'", 'new Error("t")', '1'])}`]
  if (code.returns) {
    jumps.push(`return ${writeExpression(writer, scope)}`, `return ${writeExpression(writer, scope)}`, 'return')
    jumps.push(`return (\n${writeExpression(writer, scope)})`)
  }
  if (code.loop) jumps.push('break', 'continue')
  else if (code.breakable) jumps.push('break')
  for (const { name, loop } of code.labels ?? []) jumps.push(`break ${name}`, ...(loop ? [`continue ${name}`] : []))
  return jumps.length === 1 && !choices.oneIn(4)
    ? writeUse(writer, scope)
    : jumps[(choices.upTo(jumps.length) + 1) % jumps.length]
}

function writeLabeled(writer, scope) {
  const name = `l${scope.code.labels?.length ?? 0}`
  const loop = writer.choices.oneIn(2)
  const labels = [...(scope.code.labels ?? []), { name, loop }]
  const body = loop ? writeLoop(writer, scope, { labels }) : writeBlock(writer, scope, { labels })
  return `${name}:${writer.gap()}${body}`
}

const writeWith = (writer, scope) =>
  scope.code.strict
    ? writeUse(writer, scope)
    : `with (few(${writeExpression(writer, scope)}) ?? {}) ${writeBlock(writer, scope)}`

/** Most functions are called by this, and what they throw does not end the program. */
function writeAttempt(writer, scope) {
  const inside = scope.function({ async: false, generator: false })
  const callee = writeCallee(writer, scope)
  const word = writer.choices.of(['', '', '', 'new '])
  return `attempt(${writer.nextUse()}, () => ${word}${callee}(${writeArguments(writer, inside, 1)}))`
}

/** Whatever a promise comes to is seen later. */
const writeLater = (writer, scope) => `later(${writer.nextUse()}, ${writeExpression(writer, scope)})`

const writeDebugger = () => 'debugger'

const ended = (write) => (writer, scope) => `${write(writer, scope)};`
const writeLone = (writer, scope) => `(${writeExpression(writer, scope)})`
const LONE = [ended(writeUse), ended(writeJump), writeIf, ended(writeVariable), ended(writeLone), writeLoop, () => ';']
const SIMPLE = [
  writeUse,
  writeAttempt,
  writeAttempt,
  writeLexical,
  writeVariable,
  writeFunctionDeclaration,
  writeExpressionStatement,
  writeJump,
  writeLater,
]
const COMPOUND = [
  writeIf,
  writeLoop,
  writeTry,
  writeSwitch,
  writeLabeled,
  writeClassDeclaration,
  writeFunctionDeclaration,
]
COMPOUND.push((writer, scope) => writeBlock(writer, scope), writeWith, writeDebugger)
