import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { until } from './harness/deadline.mjs'
import { without } from './harness/nodes.mjs'
import { launch, startProgram } from './harness/program.mjs'
import { lineOf, writeTree } from './harness/tree.mjs'

const AGENT = createRequire(import.meta.url).resolve('@debugin/agent')
const requireOfAgent = createRequire(AGENT)
const { evictEntries } = requireOfAgent('./load/cache/evict.js')
const { openPrivateFolder } = requireOfAgent('./privateFolder.js')

const APP = `const steps = require('./steps.cjs')
const { price } = require('./price.js')
let total
steps({
  load: async () => (total = (await import('./total.mjs')).total),
  total: (n) => total(price(n)),
  loaded: () => Object.keys(require.cache),
})
`
const FILES = {
  'app.js': APP,
  'price.js': 'exports.price = (n) => {\n  const text = "ä"\n  return n * 2 // priced\n}\n',
  'total.mjs': '/* ≥ */ export function total(n) {\n  const tax = n / 10\n  return n + tax // summed\n}\n',
}

/** Runs the program once; gives what /health says of the cache when all its files have gone through it. */
async function run(context, folder, { env = {}, files = 4, ...options } = {}) {
  const app = await startProgram(context, {
    folder,
    ...options,
    env: { DEBUGIN_CACHE_DIR: join(folder, 'cache'), ...env },
  })
  await app.step('load')
  const health = await until(`${files} files`, async () => {
    const found = await app.api.health()
    const { woven, skipped } = found.processes[0].files
    return woven + skipped.length === files && found
  })
  return { ...app, cache: health.cache, skipped: health.processes[0].files.skipped }
}

async function end(app) {
  app.release()
  assert.equal((await app.exit()).code, 0)
}

const ownMajor = Number(process.versions.node.split('.')[0])
/** Without the folder of V8's code cache, which newer Nodes put beside them. */
const entriesOf = (cache) =>
  readdirSync(cache, { withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? entry.name : []))
    .sort()
const entriesIn = (folder) => entriesOf(join(folder, 'cache'))
/** The first is where the compiler lies bundled, with Babel's parser in it. */
const isParser = (path) =>
  /agent.dist.compiler.|@babel|jsep|compiler.dist.(?!marks|map.inputMap|weave.isWoven|weave.emitted)/.test(path)

/** The oldest way into a program and the newest. */
for (const major of new Set([ownMajor, 26])) {
  test(`a warm start weaves nothing and loads no parser, and its probes hit the same: Node ${major}`, {
    skip: without(major),
  }, async (context) => {
    const folder = writeTree(context, FILES)
    const seen = []
    for (const start of ['cold', 'warm']) {
      const app = await run(context, folder, { major })
      const { read, written } = app.cache
      assert.deepEqual({ read, written }, start === 'cold' ? { read: 0, written: 4 } : { read: 4, written: 0 })
      const parsers = (await app.step('loaded')).filter(isParser)
      if (start === 'cold') assert.notDeepEqual(parsers, [])
      else assert.deepEqual(parsers, [])
      const hits = []
      for (const [file, text] of [
        ['price.js', '// priced'],
        ['total.mjs', '// summed'],
      ]) {
        const { id } = await app.api.trace({ file, line: lineOf(FILES[file], text) })
        assert.equal(await app.step('total', 10), 22)
        const { snapshot, stack } = (await app.events.hit(id)).payload
        hits.push({ snapshot, stack: stack.slice(0, 2) })
      }
      seen.push(hits)
      await end(app)
    }
    assert.equal(seen[0][1].snapshot.arguments.n, 20)
    assert.deepEqual(seen[1], seen[0])
  })
}

test('the thread of the agent loads no parser either before a point is set', () => {
  const code = `require(${JSON.stringify(join(AGENT, '../thread/agentThread.js'))})
    console.log(JSON.stringify(Object.keys(require.cache)))`
  const loaded = JSON.parse(execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' }))
  assert.ok(loaded.length > 20)
  assert.deepEqual(loaded.filter(isParser), [])
})

test('a program that is over at once is kept too', async (context) => {
  const folder = writeTree(context, { 'app.js': 'console.log(1)\n' })
  const program = launch(context, {
    folder,
    env: { DEBUGIN_CACHE_DIR: join(folder, 'cache'), DEBUGIN_CONTROL_API_PORT: '0' },
  })
  assert.equal((await program.exit()).stdout, '1\n')
  assert.equal(entriesIn(folder).length, 1)
})

test('a file that does not parse is not tried again', async (context) => {
  const broken = "require('./broken.js')"
  const folder = writeTree(context, {
    ...FILES,
    'app.js': `try { ${broken} } catch {}\n${APP}`,
    'broken.js': 'no program\n',
  })
  const cold = await run(context, folder, { files: 5 })
  await end(cold)
  const warm = await run(context, folder, { files: 5 })
  await end(warm)
  assert.deepEqual(
    [cold, warm].map(({ cache }) => [cache.read, cache.written]),
    [
      [0, 5],
      [5, 0],
    ],
  )
  assert.match(cold.skipped[0].reason, /does not parse/)
  assert.deepEqual(warm.skipped, cold.skipped)
})

test('an entry that is damaged, cut short or of another file is not run, and is written anew', async (context) => {
  const folder = writeTree(context, FILES)
  await end(await run(context, folder))
  const names = entriesIn(folder)
  const paths = names.map((name) => join(folder, 'cache', name))
  const good = paths.map((path) => readFileSync(path))
  const damaged = Buffer.from(good[0])
  damaged[damaged.length >> 1] ^= 1
  writeFileSync(paths[0], damaged)
  writeFileSync(paths[1], good[1].subarray(0, -1))
  writeFileSync(paths[2], good[3])
  writeFileSync(paths[3], '')
  const app = await run(context, folder)
  assert.deepEqual({ read: app.cache.read, written: app.cache.written }, { read: 0, written: 4 })
  assert.equal(await app.step('total', 10), 22)
  await end(app)
  assert.deepEqual(entriesIn(folder), names)
  assert.deepEqual(
    paths.map((path) => readFileSync(path)),
    good,
  )
})

test('another text of the file, of its map, or another way to weave it is another entry', async (context) => {
  const map = (source) =>
    JSON.stringify({ version: 3, sources: [source], names: [], mappings: 'AAAA', sourcesContent: [''] })
  const folder = writeTree(context, {
    ...FILES,
    'price.js': `${FILES['price.js']}//# sourceMappingURL=price.js.map\n`,
    'price.js.map': map('first.ts'),
  })
  const written = async (options) => {
    const app = await run(context, folder, options)
    await end(app)
    return app.cache.written
  }
  assert.equal(await written(), 4)
  writeFileSync(join(folder, 'price.js.map'), map('second.ts'))
  writeFileSync(join(folder, 'total.mjs'), `${FILES['total.mjs']}// more\n`)
  assert.equal(await written(), 2, 'a changed map and a changed text')
  assert.equal(await written({ flags: ['--enable-source-maps'] }), 4, 'with maps')
})

test('many processes at once share one cache', async (context) => {
  const folder = writeTree(context, FILES)
  const apps = await Promise.all(Array.from({ length: 4 }, () => run(context, folder)))
  for (const app of apps) {
    assert.equal(await app.step('total', 10), 22)
    assert.equal(app.cache.read + app.cache.written, 4)
    assert.equal(app.cache.refused, null)
  }
  await Promise.all(apps.map(end))
  assert.equal(entriesIn(folder).filter((name) => /^[\da-f]{64}$/.test(name)).length, 4)
  assert.equal(entriesIn(folder).length, 4)
})

test("a folder is made for this user alone, in the user's cache folder where none is named", async (context) => {
  const folder = writeTree(context, FILES)
  const app = await run(context, folder, { env: { DEBUGIN_CACHE_DIR: '', XDG_CACHE_HOME: folder } })
  if (process.platform === 'linux') assert.equal(app.cache.folder, join(folder, 'debugin'))
  assert.equal(app.cache.refused, null)
  await end(app)
  if (process.platform === 'win32') return
  assert.equal(statSync(app.cache.folder).mode & 0o777, 0o700)
  const names = entriesOf(app.cache.folder)
  assert.equal(names.length, 4)
  for (const name of names) assert.equal(statSync(join(app.cache.folder, name)).mode & 0o777, 0o600)
})

const onWindows = process.platform === 'win32' && 'Windows has no modes'

test('a folder that others can write to is not used; the program runs woven all the same', {
  skip: onWindows,
}, async (context) => {
  const folder = writeTree(context, FILES)
  mkdirSync(join(folder, 'cache'))
  chmodSync(join(folder, 'cache'), 0o777)
  const app = await run(context, folder, { env: { DEBUGIN_DEBUG: '1' } })
  assert.equal(await app.step('total', 10), 22)
  const { folder: used, refused, read, written } = app.cache
  assert.deepEqual({ used, read, written }, { used: null, read: 0, written: 0 })
  assert.match(refused, /cache can be written to by others \(mode 777\); chmod 700 makes it private$/)
  await end(app)
  assert.ok(app.said.stderr.includes(`[debugin] woven files are not kept: ${refused}\n`), app.said.stderr)
  assert.deepEqual(entriesIn(folder), [])
})

test('no other folder is used that can hold what somebody else wrote', { skip: onWindows }, (context) => {
  const folder = writeTree(context, FILES)
  const make = (name, mode = 0o700) => {
    mkdirSync(join(folder, name))
    chmodSync(join(folder, name), mode)
    return join(folder, name)
  }
  const refusal = (path) => openPrivateFolder(path).refused
  assert.equal(refusal(make('private')), null)
  assert.equal(refusal(make('readable', 0o755)), null)
  assert.match(refusal(make('group', 0o770)), /group can be written to by others/)
  symlinkSync(join(folder, 'private'), join(folder, 'link'))
  assert.match(refusal(join(folder, 'link')), /link is not a folder$/)
  assert.match(refusal(join(folder, 'app.js')), /app\.js/)
  assert.equal(refusal(null), 'it is switched off')
  // Only root can give a folder away; everybody else finds one that root owns.
  const isRoot = process.geteuid() === 0
  const foreign = isRoot ? make('foreign') : '/'
  if (isRoot) chownSync(foreign, 12345, 12345)
  assert.match(refusal(foreign), /belongs to another user \(uid \d+, this process runs as \d+\)$/)
})

test('the oldest entries go when all together are too large; what is not of the cache stays', (context) => {
  const folder = writeTree(context, {})
  const write = (name, minutesAgo) => {
    writeFileSync(join(folder, name), Buffer.alloc(100))
    const at = Date.now() / 1000 - 60 * minutesAgo
    utimesSync(join(folder, name), at, at)
  }
  const entry = (digit) => digit.repeat(64)
  const before = readdirSync(folder)
  for (const [index, digit] of ['a', 'b', 'c', 'd'].entries()) write(entry(digit), 10 - index)
  const abandoned = `${entry('e')}.0123456789ab.tmp`
  const unfinished = `${entry('f')}.0123456789ab.tmp`
  write(abandoned, 100)
  write(unfinished, 0)
  write('notes.txt', 1000)
  assert.equal(evictEntries(folder, 400), 400)
  assert.equal(evictEntries(folder, 399), 200)
  const after = readdirSync(folder).filter((name) => !before.includes(name))
  assert.deepEqual(after.sort(), [entry('c'), entry('d'), unfinished, 'notes.txt'].sort())
})
