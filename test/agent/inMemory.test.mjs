import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { startProgram } from './harness/program.mjs'
import { lineOf } from './harness/tree.mjs'

const PRICE = `/** Types, so that lines move. */
interface Item {
  cost: number
}

export function price(item: Item, times: number): number {
  const base = item.cost * times
  return base + 1 // price
}
`

/** Compiles in memory as ts-node and @babel/register do: what runs has the path of its source. */
const COMPILER = `const Module = require('node:module')
const { readFileSync } = require('node:fs')
const { transformSync } = require(${JSON.stringify(createRequire(import.meta.url).resolve('esbuild'))})
Module._extensions['.ts'] = (module, filename) => {
  const options = { loader: 'ts', format: 'cjs', sourcemap: 'inline', sourcefile: filename }
  module._compile(transformSync(readFileSync(filename, 'utf8'), options).code, filename)
}
`

test('what a compiler made in memory is known by the lines of its source', async (context) => {
  const line = lineOf(PRICE, '// price')
  const program = await startProgram(context, {
    files: {
      'compiler.js': COMPILER,
      'src/price.ts': PRICE,
      'app.js':
        "require('./compiler')\nrequire('./steps.cjs')({ price: () => require('./src/price.ts').price({ cost: 2 }, 3) })\n",
    },
  })
  const { api, events, step } = program
  const early = await api.trace({ file: 'src/price.ts', line })
  assert.equal(await step('price'), 7)
  const late = await api.trace({ file: 'src/price.ts', line })
  assert.deepEqual([late.status, late.resolvedLine], ['active', line])
  await step('price')
  for (const { id } of [early, late]) {
    const { payload } = await events.hit(id)
    assert.deepEqual([payload.file, payload.line, payload.method], [program.path('src/price.ts'), line, 'price'])
    assert.deepEqual(payload.snapshot.arguments, { item: { cost: 2 }, times: 3 })
    const [first] = payload.stack
    assert.deepEqual([first.file, first.line, first.function], [payload.file, line, 'price'])
  }
})

test('a tool that was installed runs the program of the folder in which it was started', async (context) => {
  const main = 'node_modules/tool/bin.js'
  const { api, events, step, path } = await startProgram(context, {
    main,
    files: {
      [main]: "require('../../app.js')\n",
      'node_modules/tool/package.json': '{"name":"tool"}',
      'app.js': "require('./steps.cjs')({ run: (a) => {\n  return a + 1\n} })\n",
    },
  })
  const { id, resolvedFile } = await api.trace({ file: 'app.js', line: 2 })
  assert.equal(resolvedFile, path('app.js'))
  assert.equal(await step('run', 1), 2)
  assert.equal((await events.hit(id)).payload.snapshot.returnValue, 2)
})
