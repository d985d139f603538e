import assert from 'node:assert/strict'
import { instrument } from '@debugin/compiler'

const GROWTH = 4

/** What every file may have besides, for its table and its gates. */
const ALLOWANCE = 8000

/** Weaves a text; fails where that made it too long. */
export function assertWithinBound({ file, sourceType, source }) {
  const result = instrument(source, { file, sourceType, inputMap: false })
  const { length } = result.code
  assert.ok(length <= source.length * GROWTH + ALLOWANCE, `${file}: ${source.length} characters become ${length}`)
  return result
}

const times = (count, write) => Array.from({ length: count }, (_, n) => write(n)).join('')

/** Programs that have much to weave for their length: each makes one of so many pieces. */
export const DENSE = {
  'returns of an async function': (n) => `async function f(a) {\n${times(n, () => '  if (a) return\n')}}\n`,
  'returns of async functions': (n) =>
    times(n, (i) => `async function f${i}(a) {\n  if (a) return\n  if (a) return\n}\n`),
  'returns of generators': (n) => times(n, (i) => `function* f${i}(a) {\n  if (a) return a\n  if (a) return\n}\n`),
  'returns of a function': (n) => `function f(a) {${times(n, () => 'if(a)return;')}}`,
  'else branches': (n) => `async function f(a, b) {${times(n, () => 'if(a);else b;')}}`,
  'tiny arrows': (n) => `let x;${times(n, () => 'x=()=>1\n')}`,
  'tiny async arrows': (n) => `let x;${times(n, () => 'x=async a=>a\n')}`,
  'tiny functions': (n) => times(n, (i) => `function f${i}(){a()}\n`),
  'tiny methods': (n) => `class A {${times(n, (i) => `m${i}(){a()}`)}}`,
  getters: (n) => `x={${times(n, () => 'get a(){return 1},')}}`,
  'static blocks': (n) => `class A{${times(n, () => 'static{a}')}}`,
  'statements of a module': (n) => times(n, () => 'a();'),
  'statements of a function': (n) => `function f(){${times(n, () => 'a;')}}`,
  'statements with this': (n) => `function f(){${times(n, () => 'this.a;')}}`,
  loops: (n) => `function f(){${times(n, () => 'for(;;)a;')}}`,
  cases: (n) => `function f(){switch(a){${times(n, (i) => `case ${i}:b;`)}}}`,
  'variables of a function': (n) => `function f(){${times(n, (i) => `let v${i}=1;`)}}`,
  'variables of an async function': (n) => `async function f(){${times(n, (i) => `let v${i}=1;`)}}`,
  'variables that closures use': (n) => `function f(){${times(n, (i) => `let v${i}=()=>v${i};`)}}`,
  'variables of a module': (n) => times(n, (i) => `let v${i}=()=>v${i};`),
  'nested functions': (n) => nested('function a(){', Math.min(n, 200), 'x()', '}'),
  'nested arrows': (n) => nested('a=>', Math.min(n, 200), 'x()', ''),
  'nested async functions': (n) => nested('async function a(){if(a)return;', Math.min(n, 200), 'x()', '}'),
  'functions that return functions': (n) =>
    times(n, (i) => `async function f${i}(a){if(a)return async()=>{if(a)return;if(a)return}}\n`),
}

function nested(open, depth, inside, close) {
  return open.repeat(depth) + inside + close.repeat(depth)
}
