import { writeFunction } from './functions.mjs'
import { Scope } from './scope.mjs'
import { writeStatement, writeStatements } from './statements.mjs'
import { Writer } from './writer.mjs'

/**
 * What every program begins with. `use` logs and costs fuel, without which every loop and call ends at once; the rest
 * keeps values small. Neither the text of an array nor that of a function is asked for: they grow, or are what weaving
 * changes.
 */
const BEFORE = `let fuel = 100
const use = (n, ...values) => { if (fuel-- <= 0) throw 'out of fuel'; log(n, ...values); return values.length === 0 ? n : values[0] }
const few = (v) => Array.isArray(v) ? v.slice(0, 3) : v
const some = (v) => v ?? []
const s = (v) => typeof v === 'object' || typeof v === 'function' ? 'o' : typeof v === 'string' ? v.slice(0, 9) : v
const later = (n, v) => { if (typeof v?.then === 'function') v.then((x) => use(n, x), (x) => use(n, 'not', x)); else use(n, v) }
const attempt = (n, f) => { try { later(n, f()) } catch (e) { use(n, 'threw', e) } }
for (const { prototype } of [Array, Function]) Object.defineProperty(prototype, 'toString', { value: () => 't', writable: true, configurable: true })
`

/** The last thing that a program does: it shows what its names hold, functions by name and length too. */
const after = (names) =>
  names.map((name) => `try { log('${name}', ${name}) } catch (e) { log('${name}', e) }\n`).join('')

const KINDS = {
  commonjs: { kind: 'commonjs', file: 'input.cjs', code: { newTarget: true } },
  script: { kind: 'script', file: 'input.js', code: {} },
  module: { kind: 'module', file: 'input.mjs', code: { strict: true, async: true } },
}

/** Some statements, or a function and calls of it, or statements whose errors do not end the program. */
function writePart(writer, scope) {
  const form = writer.choices.upTo(4)
  if (form === 0) return writeStatements(writer, scope)
  if (form === 1) {
    const inside = scope.function({ async: false, depth: 1 })
    return `attempt(${writer.nextUse()}, () => { ${writeStatements(writer, inside)} })\n`
  }
  const name = scope.declareFunction(writer.choices)
  scope.note(name, { callable: true })
  const text = writeFunction(writer, scope, 0, name) + writer.end()
  return `${text}attempt(${writer.nextUse()}, () => ${name}(1, [2], { a: 3 }))\n${writeStatement(writer, scope)}${writer.end()}`
}

/** One file from lists of numbers, each of which becomes some statements at the top. */
export function writeProgram(kind, parts) {
  const { file, code } = KINDS[kind]
  const scope = new Scope(null, { depth: 0, labels: [], ...code }, true)
  let count = 0
  let text = ''
  for (const numbers of parts) text += writePart(new Writer(numbers, 100 * ++count), scope)
  return { file, kind, source: `${BEFORE}${text}\n${after([...new Set(scope.readable)])}` }
}
