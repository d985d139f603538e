import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startHitting } from './hitting.mjs'

/** Programs in which `x` at `here` means a variable that cannot be read there, and which hold an outer `x` too. */
const HIDDEN = {
  'a `let` later in the block': 'f = () => { /* here */ go(); let x = 2; return x }',
  'a `let` later in a block within': 'f = () => { use(x); { /* here */ go(); let x = 2; use(x) } }',
  'a `var` before its value': 'f = function () { /* here */ go(); var x = 2; return x }',
  'another case': 'f = (n = 1) => { switch (n) { case 0: let x = 2; use(x); break; case 1: /* here */ go() } }',
  'the variable of a loop, before the loop': 'f = () => { { /* here */ go(); class x {} } }',
  'a function in the function': 'f = () => { /* here */ go(); function x() {} }',
  'a function in a block': 'f = function () { /* here */ go(); { function x() {} } }',
  'a name of the function around, which this one does not use':
    'f = () => { let x = 2; const g = () => { /* here */ go() }; g(); return x }',
  'the name of the function itself': 'f = function x() { /* here */ go() }',
  'the name of the class around': 'f = () => new (class x { m() { /* here */ go() } })().m()',
  'a parameter of the function around': 'f = () => { const g = (x) => () => { /* here */ go() }; g(2)() }',
  'an async function': 'f = async () => { use(x); { /* here */ go(); let x = 2; use(x) } }',
  'a generator': 'f = () => [...(function* () { use(x); { /* here */ go(); let x = 2; use(x) } })()]',
  'a block of the module': 'f = () => {}; { /* here */ go(); let x = 2; use(x) }',
  'a name with many after it': `f = () => { let x = 2; ${names(2000)}\n/* here */ go(); return x }`,
}

for (const [name, code] of Object.entries(HIDDEN)) {
  test(`an expression reads no outer variable in place of one that is hidden: ${name}`, () => {
    const { payloads, errors } = read(code)
    for (const { message } of payloads) assert.doesNotMatch(message, /outer/)
    assert.ok(payloads.length + errors.length > 0, 'the line was not passed')
  })
}

test('an expression reads outer variables that nothing hides', () => {
  for (const code of [
    'f = () => { /* here */ go() }',
    'f = () => { use(x); { let x = 2; use(x) } /* here */ go() }',
    'f = () => { { let x = 2; use(x) } const g = () => { /* here */ go() }; g() }',
    'f = function () { switch (1) { case 0: let x = 2 } /* here */ go() }',
    'f = () => { class A { m(x) {} } /* here */ go() }',
  ]) {
    assert.deepEqual(
      read(code).payloads.map(({ message }) => message),
      ['x is outer'],
      code,
    )
  }
})

test('the names that expressions have of their own give way to those of the program, initialised or not', () => {
  const { payloads } = read('f = (a = 1) => { /* here */ go(); const args = 2; return args }', '{args}')
  assert.ok(
    payloads.every(({ message }) => !/1/.test(message)),
    JSON.stringify(payloads),
  )
})

/** Runs code with `/* here *\/` in it, with a logpoint there. */
function read(code, message = 'x is {x}') {
  const program = startHitting()
  const source = `let x = 'outer', f; const use = () => x\n${code.replace('/* here */', '\n/* here */')}\nexports.f = f`
  const line = source.split('\n').findIndex((text) => text.includes('/* here */')) + 1
  const file = '/nowhere/hidden.js'
  program.load(source, { go() {} }, file)
  const { id } = program.set('logpoint', { file, line, message })
  // Once more, for what stands in the module's own code.
  const { exports } = program.load(source, { go() {} }, file)
  exports.f()
  const events = program.events().filter(({ payload }) => payload.probeId === id)
  return {
    payloads: program.payloads(id, 'probe.hit.logpoint'),
    errors: events.filter(({ name }) => name !== 'probe.hit.logpoint'),
  }
}

function names(count) {
  return Array.from({ length: count }, (_, n) => `let v${n} = ${n}; use(v${n})`).join('\n')
}
