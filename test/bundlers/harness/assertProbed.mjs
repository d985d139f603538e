import assert from 'node:assert/strict'
import { join } from 'node:path'
import { startProgram } from '../../agent/harness/program.mjs'
import { lineOf, placeOf } from '../../agent/harness/tree.mjs'
import { sourceOf } from './app.mjs'

/**
 * Starts the built program under the agent and asserts that probes hit at original lines, with the right values, and
 * that frames are original ones.
 *
 * @param folder where it was built, or where the build has been moved to
 * @param main the path to run, from the folder
 * @param settings `hasMap`: there is a source map to find frames by; `columns`: it knows the columns of calls
 */
export async function assertProbed(context, folder, main, { hasMap = true, columns = true } = {}) {
  const program = await startProgram(context, { folder, main, preload: 'import' })
  const { api, events } = program
  const price = await api.trace({ file: 'src/price.ts', line: lineOf(sourceOf('price.ts'), '// price') })
  const greeting = await api.trace({ file: 'greeting.ts', line: lineOf(sourceOf('greeting.ts'), '// greeting') })
  const call = await api.log({
    file: 'src/cart.ts',
    line: lineOf(sourceOf('cart.ts'), '// call'),
    message: '{item.name} {rate} {sum}',
  })
  assert.deepEqual([price.status, price.resolvedFile], ['active', join(folder, 'src/price.ts')])
  // The loader has left the bundle as it was built.
  const inBundle = await api.trace({ file: main, line: 1 })
  assert.deepEqual([inBundle.status, inBundle.statusReason], ['error', 'it is woven already'])
  assert.equal(await program.step('total'), 5543)
  assert.equal(await program.step('greet', 'Luna'), 'Welcome, Luna!')

  const { payload } = await events.hit(price.id)
  assert.deepEqual([payload.file, payload.line], [join(folder, 'src/price.ts'), price.line])
  assert.equal(payload.method, 'priceOf')
  assert.deepEqual(payload.snapshot.arguments, { item: { name: 'tea', cost: 800, quantity: 3 }, rate: 0.07 })
  assert.deepEqual(payload.snapshot.locals, { base: 2400, tax: 168.00000000000003 })
  assert.equal(payload.snapshot.returnValue, 2568)
  const [logged] = await events.hits(call.id)
  assert.equal(logged.payload.message, 'tea 0.07 0')
  const late = (await events.hit(greeting.id)).payload
  assert.deepEqual([late.file, late.line], [join(folder, 'src/greeting.ts'), greeting.line])
  assert.deepEqual(late.snapshot.locals, { mood: 'Welcome', text: 'Welcome, Luna' })
  if (hasMap) assertFrames(payload.stack, folder, columns)
}

/** The innermost three frames: each function once, though two of them run in their twins. */
function assertFrames(stack, folder, columns) {
  const place = (file, text) => ({ file: join(folder, 'src', file), ...placeOf(sourceOf(file), text) })
  const expected = [
    place('price.ts', 'return Math'),
    place('cart.ts', 'priceOf(item, rate)'),
    place('main.ts', 'total()'),
  ]
  const lines = (frames) => frames.slice(0, 3).map(({ file, line }) => ({ file, line }))
  assert.deepEqual(lines(stack), lines(expected), JSON.stringify(stack, null, 1))
  if (columns) assert.deepEqual([stack[0].column, stack[1].column], [expected[0].column, expected[1].column])
}
