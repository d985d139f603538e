import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { transformSync } from 'esbuild'
import { placeOf } from '../agent/harness/tree.mjs'

const loader = createRequire(import.meta.url)('@debugin/unplugin/loader')

const TEXT = `interface Item { cost: number }

export function price(item: Item): number {
  return item.cost * 2 // price
}
`

/** Runs the loader as Turbopack does, with nothing but what it has. */
function load(text, { path = '/shop/src/price.ts', query, target = 'node', options = {}, map = null } = {}) {
  const warnings = []
  const loaded = new Promise((resolve, reject) => {
    const callback = (error, code, made) => (error ? reject(error) : resolve({ code, map: made, warnings }))
    loader.call(
      {
        resourcePath: path,
        resourceQuery: query,
        rootContext: '/shop',
        target,
        getOptions: () => options,
        async: () => callback,
        emitWarning: (warning) => warnings.push(warning.message),
      },
      text,
      map,
    )
  })
  return loaded
}

const woven = async (text, settings) => (await load(text, settings)).code !== text

test('the loader weaves a module, with a map to its path', async () => {
  const { code, map } = await load(TEXT)
  assert.ok(code.includes('["src/price.ts"]'), code)
  assertMapped(code, map, '/shop/src/price.ts')
})

test('the loader goes on from the map that it is handed', async () => {
  const { code: built, map: before } = transformSync(TEXT, {
    loader: 'ts',
    sourcemap: true,
    sourcefile: '/shop/src/price.ts',
  })
  const { code, map } = await load(built, { map: JSON.parse(before) })
  assert.notEqual(code, built)
  assertMapped(code, map, '/shop/src/price.ts')
})

test('the loader leaves browsers, packages and queries alone, and what is woven', async () => {
  assert.equal(await woven(TEXT), true)
  assert.equal(await woven(TEXT, { target: 'web' }), false)
  assert.equal(await woven(TEXT, { target: 'web', options: { everywhere: true } }), true)
  assert.equal(await woven(TEXT, { path: '/shop/node_modules/a/price.ts' }), false)
  assert.equal(await woven(TEXT, { query: '?raw' }), false)
  assert.equal(await woven(TEXT, { path: '/shop/src/price.css' }), false)
  const { code } = await load(TEXT)
  const again = await load(code)
  assert.equal(again.code, code)
  assert.deepEqual(again.warnings, [])
})

test('the loader hands on what its options are refused for', async () => {
  await assert.rejects(load(TEXT, { options: { gate: 'module' } }), /knows no option "gate"/)
})

/** The stub's line of the idle body leads to its place in the source. */
function assertMapped(code, map, path) {
  const { line, column } = placeOf(TEXT, 'item.cost')
  const at = code.lastIndexOf('item.cost')
  const before = code.slice(0, at).split('\n')
  const found = originalPositionFor(new TraceMap(map), { line: before.length, column: before.at(-1).length })
  assert.deepEqual([found.source, found.line, found.column], [path, line, column])
}
