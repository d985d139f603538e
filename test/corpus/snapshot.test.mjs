import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { startProgram } from '../agent/harness/program.mjs'
import { lineOf, placeOf } from '../agent/harness/tree.mjs'
import { CORPUS } from './harness/run.mjs'

const PACKAGE = 'node_modules/lodash/package.json'
const LODASH = 'node_modules/lodash/lodash.js'

const SOURCE = `const _ = require('lodash')
const steps = require('./steps.cjs')

const order = { id: 7, lines: [{ product: 'tea', quantity: 3 }, { product: 'cup' }] }

steps({
  quantities: () => ['lines[0].quantity', 'lines[1].quantity', 'id'].map((path) => _.get(order, path, 1)),
})
`

const textOf = (path) => readFileSync(join(CORPUS, path), 'utf8')
const lodash = textOf(LODASH)
const [beforeGet] = lodash.split('function get(object, path, defaultValue)')
const getLine = beforeGet.split('\n').length
const baseGetLine = lineOf(lodash, 'function baseGet(object, path)')

/** The return statement of `baseGet`, which many functions around it have alike. */
const returnLine = baseGetLine + lineOf(lodash.split('\n').slice(baseGetLine).join('\n'), 'return (index &&')

test('a snapshot inside lodash holds what its own source says', async (context) => {
  const program = await startProgram(context, {
    files: { 'app.js': SOURCE, [PACKAGE]: textOf(PACKAGE), [LODASH]: lodash },
    env: { DEBUGIN_INCLUDE: '*.js,node_modules/lodash/**' },
  })
  const condition = 'length === 2 || path[2] === "quantity" && object === 3'
  const { id } = await program.api.trace({ file: LODASH, line: returnLine, condition })
  assert.deepEqual(await program.step('quantities'), [3, 1, 7])
  await program.step('quantities')
  const [{ payload }] = await program.events.hits(id, 2)
  assert.equal(payload.file, program.path(LODASH))
  assert.equal(payload.method, 'baseGet')
  assert.equal(payload.condition, condition)
  assert.deepEqual(payload.snapshot, {
    arguments: { object: 3, path: ['lines', '0', 'quantity'] },
    locals: { index: 3, length: 3 },
    returnValue: 3,
    exception: null,
  })
  const frames = payload.stack.slice(0, 3).map(({ function: name, line, column }) => ({ name, line, column }))
  assert.deepEqual(frames, [
    { name: 'baseGet', line: returnLine, column: 6 },
    { name: 'get', line: getLine + 1, column: lodash.split('\n')[getLine].indexOf('baseGet(') },
    { name: null, ...placeOf(SOURCE, 'get(order, path, 1)') },
  ])
  assert.equal(program.events.hitsSoFar(id).length, 2)
})
