import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { startProgram } from '../../agent/harness/program.mjs'
import { lineOf, placeOf, writeTree } from '../../agent/harness/tree.mjs'
import { BUILDS } from './builds.mjs'

const APP = join(import.meta.dirname, '../app')

export const sourceOf = (file) => readFileSync(join(APP, 'src', file), 'utf8')

/** A folder with the program, not built yet. */
export function appFolder(context) {
  const folder = writeTree(context, {})
  cpSync(APP, folder, { recursive: true })
  return folder
}

/** What a built program prints without the agent. */
export function outputOf(folder, main) {
  return execFileSync(process.execPath, [main], { cwd: folder, encoding: 'utf8' })
}

/**
 * Builds the program by a bundler, starts it under the agent and asserts that probes hit at original lines, with the
 * right values; that frames are original ones; and that without the agent the program does what the plain build does.
 *
 * @param settings `minify`; `map` 'file', 'inline', 'none'; `moved`: it runs in another folder, without its sources
 */
export async function assertProbed(context, bundler, { minify = false, map = 'file', moved = false } = {}) {
  const built = appFolder(context)
  const plain = outputOf(built, await BUILDS[bundler]({ folder: built, woven: false, minify, map }))
  rmSync(join(built, 'dist'), { recursive: true })
  const main = await BUILDS[bundler]({ folder: built, woven: true, minify, map })
  assert.equal(outputOf(built, main), plain)
  const folder = moved ? await moveBuild(context, built) : built

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
  if (map !== 'none') assertFrames(payload.stack, folder)
}

/** The innermost three frames: each function once, though two of them run in their twins. */
function assertFrames(stack, folder) {
  const place = (file, text) => ({ file: join(folder, 'src', file), ...placeOf(sourceOf(file), text) })
  const expected = [
    place('price.ts', 'return Math'),
    { ...place('cart.ts', 'priceOf(item, rate)') },
    { ...place('main.ts', 'total()'), column: undefined },
  ]
  const seen = stack.slice(0, 3).map(({ file, line, column }, index) => ({
    file,
    line,
    column: expected[index].column === undefined ? undefined : column,
  }))
  assert.deepEqual(seen, expected, JSON.stringify(stack, null, 1))
}

/** To where nothing but the build is. */
async function moveBuild(context, built) {
  const folder = writeTree(context, {})
  renameSync(join(built, 'dist'), join(folder, 'dist'))
  rmSync(join(built, 'src'), { recursive: true })
  return folder
}
