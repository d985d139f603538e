import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instrument } from '@debugin/compiler'
import { transformSync } from 'esbuild'
import { SourceMapConsumer } from 'source-map'
import { tokensOf } from './harness/tokens.mjs'

const ORIGINAL = `interface Order { price: number; count: number }

enum Kind { Small, Large }

export async function total(orders: Order[], factor: number = 1): Promise<number> {
  let sum = 0
  for (const { price, count } of orders) {
    if (count === 0) continue
    sum += price * count
  }
  const kind: Kind = sum > 100 ? Kind.Large : Kind.Small
  return kind === Kind.Large ? sum * factor : sum
}

export const names = (orders: Order[]) => orders.map((order) => order.price as unknown as string)
`
const FILE = '/shop/dist/total.js'
const ORIGINAL_FILE = '/shop/src/total.ts'

const { code, map: mapText } = transformSync(ORIGINAL, {
  loader: 'ts',
  format: 'cjs',
  target: 'node20',
  sourcemap: 'external',
  sourcefile: '../src/total.ts',
})
const map = JSON.parse(mapText)

const base64 = (text) => `data:application/json;base64,${Buffer.from(text).toString('base64')}`
const withUrl = (url) => `${code}//# sourceMappingURL=${url}\n`

/** The code with three lines before it, as a bundler would put it, and a map of two sections. */
const BANNER = 'function banner() {\n  return 1\n}\n'
const SECTIONS = {
  version: 3,
  sections: [
    {
      offset: { line: 0, column: 0 },
      map: { version: 3, sources: ['../src/banner.js'], names: [], mappings: 'AAAA;AACA;AACA' },
    },
    { offset: { line: 3, column: 0 }, map },
  ],
}

const GOOD = {
  'inline, as base64': { source: withUrl(base64(mapText)) },
  'inline, as base64 with a charset': {
    source: withUrl(base64(mapText).replace(';', ';charset=utf-8;')),
  },
  'inline, percent-encoded': { source: withUrl(`data:application/json,${encodeURIComponent(mapText)}`) },
  'inline, in a comment of the other kind': { source: `${code}/*# sourceMappingURL=${base64(mapText)} */\n` },
  'inline, the last of two': {
    source: withUrl(base64('{"version":3,"mappings":""}')) + withUrl(base64(mapText)).slice(code.length),
  },
  'given as text': { source: code, inputMap: mapText },
  'given as an object': { source: code, inputMap: map },
  'given, although another is inline': { source: withUrl(base64('{"version":3,"mappings":"AAAA"}')), inputMap: map },
  'with a root': { source: code, inputMap: { ...map, sourceRoot: '../src', sources: ['total.ts'] } },
  'of sections': { source: BANNER + code, inputMap: SECTIONS },
  'of sections, inline': { source: `${BANNER}${code}//# sourceMappingURL=${base64(JSON.stringify(SECTIONS))}\n` },
}

for (const [name, { source, inputMap }] of Object.entries(GOOD)) {
  test(`a map ${name}: every token's place in the original, and sites on the original's lines`, async () => {
    const result = instrument(source, { file: FILE, inputMap })
    await assertComposed(source, inputMap ?? (name.includes('sections') ? SECTIONS : map), result)
    assertSitesOfOriginal(result)
  })
}

/** The map of sections with something else in its first one. */
function withSection(fields) {
  const [{ offset, map: banner }, second] = SECTIONS.sections
  return JSON.stringify({ version: 3, sections: [{ offset, map: { ...banner, ...fields } }, second] })
}

const BROKEN = {
  'that is garbage': 'garbage',
  'that is JSON, but no map': '[1, "two"]',
  'that is null': 'null',
  'of another version': JSON.stringify({ ...map, version: 2 }),
  'without a version': JSON.stringify({ ...map, version: undefined }),
  'with letters that no mapping has': JSON.stringify({ ...map, mappings: '!!!!,;;AA~~' }),
  'whose mappings are a number': JSON.stringify({ ...map, mappings: 7 }),
  'without sources': JSON.stringify({ ...map, sources: undefined }),
  'with fewer sources than it points to': JSON.stringify({ ...map, sources: [] }),
  'that points to lines before the first': JSON.stringify({ ...map, mappings: 'AADD' }),
  'of sections of which one has letters that no mapping has': withSection({ mappings: 'AA~~;!!AA' }),
  'of sections of which one points to the sources of the next': withSection({ mappings: 'ACAA' }),
  'of sections of which one is of another version': withSection({ version: 2 }),
  'of sections that have no maps': JSON.stringify({ version: 3, sections: [{ offset: { line: 0, column: 0 } }] }),
}

for (const [name, text] of Object.entries(BROKEN)) {
  test(`a map ${name} counts as none`, () => {
    assertAsWithout(withUrl(base64(text)))
    assertAsWithout(withUrl(`data:application/json,${encodeURIComponent(text)}`))
    assertAsWithout(code, text)
    try {
      JSON.parse(text)
    } catch {
      return
    }
    if (JSON.parse(text) !== null) assertAsWithout(code, JSON.parse(text))
  })
}

test('an inline map whose URL does not decode counts as none', () => {
  assertAsWithout(withUrl(`data:application/json,${mapText.replaceAll(/\s/g, '')}%E0%A4%A`))
  assertAsWithout(withUrl('data:application/json,%'))
  assertAsWithout(withUrl('data:application/json;base64,****'))
  assertAsWithout(withUrl('data:application/json;base64,'))
  assertAsWithout(withUrl('data:,'))
})

test('an inline map that is turned off counts as none', () => assertAsWithout(withUrl(base64(mapText)), false))

/** Each token of the source keeps its place in the original, as another reader of maps finds it. */
async function assertComposed(source, inputMap, { code: wovenCode, map: composed, record }) {
  const expected = typeof inputMap === 'string' ? JSON.parse(inputMap) : inputMap
  const at = new Map(tokensOf(source, { file: FILE, sourceType: 'commonjs' }).map((token) => [token.start, token]))
  let found = 0
  await SourceMapConsumer.with(expected, FILE, (from) =>
    SourceMapConsumer.with(composed, FILE, (to) => {
      for (const token of tokensOf(wovenCode, { file: FILE, sourceType: 'commonjs' })) {
        const was = at.get(originOf(token.start, record))
        if (was === undefined || was.text !== token.text) continue
        const place = from.originalPositionFor(was)
        if (place.source === null) continue
        const { source: file, line, column } = to.originalPositionFor(token)
        assert.deepEqual(
          { file, line, column },
          { file: place.source, line: place.line, column: place.column },
          token.text,
        )
        found++
      }
    }),
  )
  assert.ok(found > 100, `${found} tokens`)
}

/** Where a place of the woven text was copied from; undefined where it was not. */
function originOf(offset, record) {
  for (let i = 0; i < record.length; i += 3) {
    const [from, source, length] = record.subarray(i, i + 3)
    if (offset >= from && offset < from + length) return source + offset - from
  }
}

function assertSitesOfOriginal({ woven, sites }) {
  assert.ok(woven)
  const total = sites.functions.find(({ name, kind }) => name === 'total' && kind === 'function')
  const places = total.sites.filter(({ kind }) => kind === 'statement')
  const lines = new Set(places.map(({ line }) => line))
  for (const line of [6, 7, 8, 9, 11, 12]) assert.ok(lines.has(line), `line ${line} of ${[...lines]}`)
  for (const { source } of places) assert.equal(sites.sources[source], ORIGINAL_FILE)
  const sum = places.find(({ line }) => line === 9)
  assert.equal(ORIGINAL.split('\n')[8].slice(sum.column, sum.column + 3), 'sum')
}

/** The same as with no map at all: woven, its own lines, and a map to the text itself. */
function assertAsWithout(source, inputMap) {
  const result = instrument(source, { file: FILE, inputMap })
  const plain = instrument(source, { file: FILE, inputMap: false })
  assert.ok(result.woven)
  assert.deepEqual(placesOf(result), placesOf(plain))
  assert.deepEqual(result.map, plain.map)
  assert.equal(result.code, plain.code)
}

function placesOf({ sites }) {
  return sites.functions.flatMap((fn) =>
    fn.sites.map(({ source, line, column }) => ({ file: sites.sources[source], line, column })),
  )
}
