import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instrument } from '@debugin/compiler'
import { findSite, functionsReaching, packSiteTable, placeOf, sitesOf, unpackSiteTable } from '@debugin/protocol'
import fc from 'fast-check'
import { VlqReader, VlqWriter } from '../../packages/protocol/dist/siteTable/vlq.js'
import { loadProgram } from '../compiler/harness/program.mjs'
import { listSamples } from '../compiler/harness/samples.mjs'

const tableOf = (source) => instrument(source, { file: 'input.js' }).sites

/** Line, column and kind of what a line comes to, or the nearest lines. */
function ask(table, line, column = null, of = { source: 0 }) {
  const { found, nearest } = findSite(table, of, line, column)
  if (found === null) return nearest
  const { site } = found
  const place = of === 'generated' ? site.generated : site
  return `${place.line}:${place.column} ${site.kind}`
}

test('every number of 31 bits goes through VLQ and comes back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -(2 ** 30), max: 2 ** 30 })), (numbers) => {
      const writer = new VlqWriter()
      for (const number of numbers) writer.write(number)
      const reader = new VlqReader(writer.text)
      assert.deepEqual(
        numbers.map(() => reader.read()),
        numbers,
      )
    }),
  )
})

test('the packed table of every sample reads back as the compiler planned it', () => {
  for (const [, folder] of listSamples()) {
    const { files, kind } = loadProgram(folder)
    for (const [file, source] of Object.entries(files)) {
      const { sites, code } = instrument(source, { file, sourceType: kind })
      if (sites === null) continue
      const { functions, ...unpacked } = unpackSiteTable(packedIn(code), file, sites.sources)
      assert.deepEqual({ ...unpacked, functions: [...functions] }, sites)
    }
  }
})

test('a table of a mapped file keeps both places of every site', () => {
  const planned = mappedTable()
  const unpacked = unpackSiteTable(packSiteTable(planned), planned.file, planned.sources)
  const [, fn] = unpacked.functions
  assert.deepEqual(fn.sites[1], {
    kind: 'statement',
    source: 1,
    line: 40,
    column: 8,
    endLine: 42,
    firstLine: 39,
    generated: { line: 2, column: 3, endLine: 2, firstLine: 1 },
    names: ['this', 'a', 'ünï'],
    carried: ['this', 'ünï'],
    hidden: [],
  })
  assert.deepEqual(unpacked.moduleNames, ['top'])
  assert.deepEqual(
    { ...fn, sites: [] },
    {
      name: 'a name with spaces',
      className: 'Shop',
      kind: 'method',
      suspends: true,
      exit: 'outcome',
      parameters: 1,
      outer: ['total'],
      own: ['a'],
      sites: [],
    },
  )
  assert.equal(ask(unpacked, 40, null, { source: 1 }), '40:8 statement')
  assert.equal(ask(unpacked, 42, null, { source: 1 }), '40:8 statement')
  assert.equal(ask(unpacked, 2, 4, 'generated'), '2:3 statement')
  assert.deepEqual(ask(unpacked, 40, null, { source: 0 }), [1], 'the other source has no such line')
})

test('a table of another version is refused by name', () => {
  assert.throws(() => unpackSiteTable('GA ', 'old.js', ['old.js']), /old\.js was woven with site table version 3/)
})

const SHOP = `const a = 1; const b = 2

function add(x, y) {
  // A comment.
  const sum = x +
    y

  if (
    sum > 2
  ) {
    log(sum)
  } else {
    log('small')
  }
  return [1].map((n) => {

    return n + sum
  }).concat(
    x,
  )
}
class Till {
  count = 1

  read() {
    // Nothing yet.
    return this.count
  }
}
`

const SWITCH = `function f(n) {
  switch (n) {
    case 1:
    case 2:
      log('small')
      break
    case 3: {
      // Larger.

      log('large')
    }
    case 4:
    default:
      break
    case 5:
  }
  after()
}
`

test('the line of a case comes to the first statement that it leads to', () => {
  const table = tableOf(SWITCH)
  for (const [line, place] of Object.entries({ 2: 2, 3: 5, 4: 5, 7: 10, 9: 10, 12: 14, 13: 14 })) {
    assert.match(String(ask(table, Number(line))), new RegExp(`^${place}:\\d+ statement`), `line ${line}`)
  }
  assert.deepEqual(ask(table, 15), [10, 14, 17, 18], 'a case that leads to nothing')
})

test('a line comes to its first site, and a column to the one nearest to it', () => {
  const table = tableOf(SHOP)
  assert.equal(ask(table, 1), '1:0 statement')
  assert.equal(ask(table, 1, 13), '1:13 statement')
  assert.equal(ask(table, 1, 8), '1:13 statement')
  assert.equal(ask(table, 1, 99), '1:13 statement')
  assert.equal(ask(table, 3), '3:0 entry')
  assert.equal(ask(table, 21), '21:0 exit')
})

test('a line inside a statement comes to that statement', () => {
  const table = tableOf(SHOP)
  assert.equal(ask(table, 6), '5:2 statement')
  assert.equal(ask(table, 9), '8:2 statement')
  assert.equal(ask(table, 10), '8:2 statement')
  assert.equal(ask(table, 19), '15:2 statement', 'behind a function that the statement holds')
  assert.equal(ask(table, 23), '22:0 statement', 'a field')
})

test('a line that holds no site names the nearest ones', () => {
  const table = tableOf(SHOP)
  assert.deepEqual(ask(table, 2), [1, 3, 5, 8])
  assert.deepEqual(ask(table, 4), [1, 3, 5, 8])
  assert.deepEqual(ask(table, 7), [3, 5, 8, 11])
  assert.deepEqual(ask(table, 12), [8, 11, 13, 15])
  assert.deepEqual(ask(table, 500), [22, 25, 27, 28])
  assert.deepEqual(ask(tableOf('log(1)'), 7), [1])
})

test('a line of a function comes to no statement around the function', () => {
  const table = tableOf(SHOP)
  assert.deepEqual(ask(table, 16), [13, 15, 17, 18])
  assert.deepEqual(ask(table, 26), [22, 25, 27, 28])
})

test('the end of a function on one line comes behind everything else on the line', () => {
  const table = tableOf('const f = (a) => { return a }')
  assert.equal(ask(table, 1), '1:0 statement')
  assert.equal(ask(table, 1, 10), '1:10 entry')
  assert.equal(ask(table, 1, 28), '1:28 exit')
  const alone = tableOf('function f(a) {\nreturn a }')
  assert.equal(ask(alone, 2), '2:0 statement')
})

test('sitesOf gives every site with its place in the table', () => {
  const table = tableOf(SHOP)
  const refs = [...sitesOf(table)]
  assert.equal(
    refs.length,
    table.functions.reduce((sum, { sites }) => sum + sites.length, 0),
  )
  for (const { fn, index, site } of refs) assert.equal(table.functions.at(fn).sites[index], site)
})

/** The packed table that a woven file hands to the runtime. */
function packedIn(code) {
  return JSON.parse(/\(globalThis,"[^"]*",\d+,\[[^\]]*\],("[^"]*")/.exec(code)[1])
}

function mappedTable() {
  const link = (name, earlier, carried) => ({ name, earlier, carried })
  const a = link('a', null, false)
  const generated = (line, column) => ({ line, column, endLine: line, firstLine: line })
  const functions = [
    {
      name: '',
      className: null,
      kind: 'module',
      suspends: false,
      exit: 'none',
      parameters: 0,
      thisFirst: false,
      outer: [],
      own: [],
      sites: [
        {
          kind: 'statement',
          source: 0,
          line: 1,
          column: 0,
          endLine: 1,
          firstLine: 1,
          generated: generated(1, 0),
          names: null,
        },
      ],
    },
    {
      name: 'a name with spaces',
      className: 'Shop',
      kind: 'method',
      suspends: true,
      exit: 'outcome',
      parameters: 1,
      thisFirst: true,
      outer: ['total'],
      own: ['a'],
      sites: [
        {
          kind: 'entry',
          source: 1,
          line: 30,
          column: 2,
          endLine: 30,
          firstLine: 30,
          generated: generated(2, 0),
          names: a,
        },
        {
          kind: 'statement',
          source: 1,
          line: 40,
          column: 8,
          endLine: 42,
          firstLine: 39,
          generated: { ...generated(2, 3), firstLine: 1 },
          names: link('ünï', a, true),
        },
      ],
    },
  ]
  return { file: '/built/shop.js', sources: ['/src/a.ts', '/src/shop.ts'], moduleNames: ['top'], functions }
}

test('a function of a packed table reads alike, whichever was asked for before', () => {
  const planned = mappedTable()
  const unpack = () => unpackSiteTable(packSiteTable(planned), planned.file, planned.sources).functions
  const all = [...unpack()]
  assert.deepEqual(unpack().at(1), all[1])
  const functions = unpack()
  assert.deepEqual([functions.length, functions.at(2)], [2, undefined])
  assert.equal(functions.at(1), functions.at(1))
})

test('the functions that reach a line are those with a site that does, and no others', () => {
  const mapped = mappedTable()
  const tables = [mapped, unpackSiteTable(packSiteTable(mapped), mapped.file, mapped.sources)]
  for (const [, folder] of listSamples()) {
    const { files, kind } = loadProgram(folder)
    for (const [file, source] of Object.entries(files)) {
      const { sites, code } = instrument(source, { file, sourceType: kind })
      if (sites !== null) tables.push(sites, unpackSiteTable(packedIn(code), file, sites.sources))
    }
  }
  for (const table of tables) {
    for (const of of ['generated', ...table.sources.map((_, source) => ({ source }))]) {
      for (const line of new Set([...sitesOf(table)].flatMap(({ site }) => [site.line, site.generated.endLine + 1]))) {
        const expected = [...table.functions].flatMap(({ sites }, fn) => {
          const places = sites.map((site) => placeOf(site, of)).filter((place) => place !== null)
          const from = Math.min(...places.map(({ firstLine }) => firstLine))
          return from <= line && line <= Math.max(...places.map(({ endLine }) => endLine)) ? [fn] : []
        })
        assert.deepEqual(functionsReaching(table, of, line), expected)
      }
    }
  }
})
