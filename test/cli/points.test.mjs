import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { freePort } from '../agent/harness/freePort.mjs'
import { run, start, until } from './command.mjs'
import { openSink, runShop } from './program.mjs'

/** One program for all tests of this file; each begins without points. */
const cleanUp = []
let shop
let sink

before(async () => {
  const context = { after: (end) => cleanUp.unshift(end) }
  sink = await openSink(context)
  shop = await runShop(context, sink.url)
})
beforeEach(async () => {
  for (const { id } of await shop.points()) await fetch(`${shop.url}/points/${id}`, { method: 'DELETE' })
})
after(async () => {
  for (const end of cleanUp) await end()
})

const debugin = (context, [command, ...args], options = {}) =>
  run(context, [command, ...shop.api, ...args], { cwd: shop.folder, ...options })

/** Sets a point without the command. */
const set = (kind, fields) =>
  fetch(`${shop.url}/${kind}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ file: 'shop.mjs', ...fields }),
  })

test('trace sets a tracepoint with all that its options say', async (context) => {
  const arming = await (await set('tracepoints', { line: 4 })).json()
  const { code, stdout, stderr } = await debugin(context, [
    ...['trace', 'src/shop.mjs:5:9', '--if', 'order.quantity > 2', '--tag', 'a', '--tag', 'b', '--disabled'],
    ...['--max-hits', '3', '--expire', '1h30m', '--rate', '0.5', '--burst', '2'],
    ...['--watch', 'total * 2', '--watch', 'each', '--capture', 'watches'],
    ...['--every-nth', '4', '--sample', '0.5', '--armed-by', arming.id.slice(0, 8)],
    ...['--depth', '1', '--properties', '2', '--elements', '3', '--string-length', '4', '--frames', '0'],
  ])
  assert.equal(stderr, '')
  assert.equal(code, 0)
  const [, point] = await shop.points()
  assert.equal(stdout, `tracepoint ${point.id.slice(0, 8)} at src/shop.mjs:5:9 is disabled\n`)
  const { id, created, resolvedFile, ...settings } = point
  assert.deepEqual(settings, {
    type: 'tracepoint',
    file: `${shop.folder}/src/shop.mjs`,
    line: 5,
    column: 8,
    condition: 'order.quantity > 2',
    message: null,
    tags: ['a', 'b'],
    enabled: false,
    rateLimit: { limitPerSecond: 0.5, burst: 2 },
    snapshot: { maxDepth: 1, maxProperties: 2, maxElements: 3, maxStringLength: 4, maxFrames: 0 },
    watches: ['total * 2', 'each'],
    watchLimits: { maxDepth: 5, maxProperties: 100, maxElements: 100, maxStringLength: 4096 },
    capture: 'watches',
    metric: null,
    to: null,
    everyNth: 4,
    sampleRate: 0.5,
    armedBy: arming.id,
    expireHitCount: 3,
    expireDurationMs: 5_400_000,
    resolvedLine: 5,
    status: 'disabled',
    statusReason: null,
    setBy: 'api',
    hitCount: 0,
    totalHits: 0,
    dropped: 0,
  })
})

test('a path is read from here first, and by the program where it leads nowhere from here', async (context) => {
  const asked = async (place, cwd) => {
    const { stdout, stderr } = await debugin(context, ['trace', place, '--json'], { cwd })
    assert.equal(stderr, '')
    return JSON.parse(stdout)
  }
  const below = await asked('shop.mjs:5', `${shop.folder}/src`)
  assert.equal(below.file, `${shop.folder}/src/shop.mjs`)
  const elsewhere = await asked('src/shop.mjs:4', '/')
  assert.equal(elsewhere.file, 'src/shop.mjs')
  assert.equal(elsewhere.resolvedFile, `${shop.folder}/src/shop.mjs`)
  assert.equal((await asked(`file://${shop.folder}/src/shop.mjs:4`, '/')).resolvedFile, elsewhere.resolvedFile)
})

test('a line within a statement, and a point that waits, are explained', async (context) => {
  const inside = await debugin(context, ['trace', 'src/shop.mjs:8'])
  assert.match(inside.stdout, / at src\/shop\.mjs:8 is active\n$/)
  const [{ resolvedLine }] = await shop.points()
  const explained = /line 8 is part of the statement that begins on line (\d+)/.exec(inside.stdout)
  assert.equal(explained === null ? 8 : Number(explained[1]), resolvedLine)
})

test('what the API refuses goes to stderr with what may have been meant', async (context) => {
  await refuses(context, [
    [['trace', 'src/shop.mjs:999'], /^debugin: no probe can stand on line 999 .* nearest .*: \d+(, \d+)*\n$/],
    [['trace', 'shopp.mjs:5'], /^debugin: there is no file "shopp\.mjs".*\/src\/shop\.mjs\n$/],
    [['trace', 'shop.mjs:5', '--if', 'a ><'], /^debugin: .*position 3.*\n {2}a ><\n {2} {3}\^\n$/],
    [['trace', 'shop.mjs:5', '--watch', 'a ><'], /^debugin: watches\[0\]: .*position 3.*\n {2}a ><\n {2} {3}\^\n$/],
    [['trace', 'shop.mjs:5', '--capture', 'some'], /Allowed choices are none, watches, all/],
    [['log', 'shop.mjs:5', 'total {1 +}'], /^debugin: .*\n/],
    [['trace', 'shop.mjs:5', '--depth', '21'], /^debugin: snapshot\.maxDepth is 21/],
  ])
  assert.deepEqual(await shop.points(), [])
})

test('what cannot be meant is refused before anything is asked', async (context) => {
  await refuses(context, [
    [['trace', 'shop.mjs'], /Write a file and a line/],
    [['trace', 'shop.mjs:0'], /Lines and columns count from 1/],
    [['trace', 'shop.mjs:5', '--expire', '10'], /a number and a unit/],
    [['trace', 'shop.mjs:5', '--max-hits', 'many'], /a whole number from 1 up/],
    [['trace', 'shop.mjs:5', '--rate', '0'], /greater than 0/],
    [['trace', 'shop.mjs:5', '--every-nth', '0'], /a whole number from 1 up/],
    [['trace', 'shop.mjs:5', '--sample', '1.5'], /a number from 0 to 1/],
    [['trace', 'shop.mjs:5', '--tial'], /unknown option '--tial'\n\(Did you mean --tail\?\)/],
    [['log', 'shop.mjs:5'], /missing required argument 'message'/],
    [['points', '--type', 'trace'], /Allowed choices are tracepoint, logpoint/],
    [['rm'], /^debugin: Name the points to remove/],
    [['rm', 'ab', '--all'], /^debugin: Name the points to remove/],
    [['enable'], /^debugin: Name the points to enable/],
    [['health', '--url', 'ftp://x'], /^debugin: --url is "ftp:\/\/x"; it takes a URL/],
  ])
})

/** Runs each command and expects exit code 1, nothing on stdout, and the text on stderr. */
async function refuses(context, cases) {
  await Promise.all(
    cases.map(async ([args, text]) => {
      const { code, stdout, stderr } = await debugin(context, args)
      assert.deepEqual([code, stdout], [1, ''], stderr)
      assert.match(stderr, text)
    }),
  )
}

test('points lists what is set, as a table and as JSON, all of it or some', async (context) => {
  assert.equal((await debugin(context, ['points'])).stderr, 'debugin: no points are set\n')
  await set('tracepoints', { line: 5, condition: 'order.quantity > 1', tags: ['cart'] })
  await set('logpoints', { line: 4, message: 'for {customer.name}' })
  await shop.buy('ann', 2)
  const [traced, logged] = await until('both hits', async () => {
    const points = await shop.points()
    return points.every(({ hitCount }) => hitCount === 1) ? points : null
  })
  const row = ({ id, type }) => `${id.slice(0, 8)}  ${type.padEnd(10)}  active    1 hit   `
  const first = `${row(traced)}src/shop.mjs:5  if order.quantity > 1  #cart\n`
  const second = `${row(logged)}src/shop.mjs:4  "for {customer.name}"\n`
  assert.equal((await debugin(context, ['points'])).stdout, first + second)
  assert.equal((await debugin(context, ['points', '--tag', 'cart'])).stdout, first)
  assert.equal((await debugin(context, ['points', '--type', 'logpoint'])).stdout, second)
  const none = await debugin(context, ['points', '--tag', 'cart', '--type', 'logpoint'])
  assert.deepEqual([none.stdout, none.stderr, none.code], ['', 'debugin: no point is like that\n', 0])
  const { stdout } = await debugin(context, ['points', '--json'])
  assert.deepEqual(JSON.parse(stdout), [traced, logged])
})

test('rm, enable and disable take the beginnings of ids, and tags', async (context) => {
  for (const line of [4, 5, 6])
    await debugin(context, ['trace', `shop.mjs:${line}`, '--tag', line < 6 ? 'low' : 'high'])
  const states = async () => (await shop.points()).map(({ line, enabled }) => [line, enabled])
  const [first, second] = await shop.points()

  const off = await debugin(context, ['disable', first.id.slice(0, 8).toUpperCase(), second.id])
  assert.equal(off.stdout, `disabled ${first.id.slice(0, 8)}\ndisabled ${second.id.slice(0, 8)}\n`)
  assert.deepEqual(await states(), [
    [4, false],
    [5, false],
    [6, true],
  ])
  const on = await debugin(context, ['enable', '--tag', 'low'])
  assert.equal(on.stdout, 'enabled 2 points tagged low\n')
  assert.equal((await debugin(context, ['disable', '--tag', 'high'])).stdout, 'disabled 1 point tagged high\n')
  assert.deepEqual(await states(), [
    [4, true],
    [5, true],
    [6, false],
  ])

  const wrong = await debugin(context, ['rm', first.id, 'xyz'])
  assert.deepEqual([wrong.code, wrong.stdout], [1, ''])
  assert.match(wrong.stderr, /^debugin: No point has an id that begins with "xyz"/)
  assert.equal((await shop.points()).length, 3)
  assert.equal((await debugin(context, ['rm', first.id, first.id.slice(0, 9)])).code, 0)
  assert.equal((await shop.points()).length, 2)
  assert.equal((await debugin(context, ['rm', '--all'])).stdout.split('\n').length, 3)
  assert.deepEqual(await shop.points(), [])
})

test('the beginning of several ids is refused with all of them', async (context) => {
  // Ids have sixteen first characters: of seventeen two begin alike.
  for (let i = 0; i < 17; i++) await set('tracepoints', { line: 5, enabled: false })
  const ids = (await shop.points()).map(({ id }) => id)
  const character = ids.map((id) => id[0]).find((one, index, all) => all.indexOf(one) !== index)
  const { code, stderr } = await debugin(context, ['rm', character])
  assert.equal(code, 1)
  assert.match(stderr, new RegExp(`^debugin: \\d+ points have ids that begin with "${character}"`))
  for (const id of ids) assert.equal(stderr.includes(id), id.startsWith(character))
  assert.equal((await shop.points()).length, 17)
})

test('trace --tail prints what its point catches, and ends after --max-hits', async (context) => {
  const args = ['trace', ...shop.api, 'shop.mjs:5', '--if', "customer.name == 'eve'", '--max-hits', '1', '--tail']
  const running = start(context, args, { cwd: shop.folder })
  await running.shows('is active')
  await shop.buy('bob', 1)
  await shop.buy('eve', 2)
  const { code, stdout, stderr } = await running.ended
  assert.deepEqual([code, stderr], [0, ''])
  const [, event] = stdout.split(/\n(?=\d\d:)/)
  const [id] = (await shop.points()).map((point) => point.id)
  assert.match(event, /^[\d:.]+ corner-shop src\/shop\.mjs:5 price returned after [\d.]+ ms {2}[\da-f]{8}\n/)
  assert.ok(event.split('\n')[0].endsWith(id.slice(0, 8)))
  assert.match(
    event,
    /\n {2}arguments\n {4}order {5}\{ quantity: 2 \}\n {4}customer {2}\{ name: 'eve', password: \[redacted\] \}\n/,
  )
  assert.match(event, /\n {2}locals\n {4}each {2}4\n/)
  assert.match(event, /\n {2}returned {2}\{ total: 8, customer: /)
  assert.match(event, /\n {2}stack\n {4}price \(src\/shop\.mjs:5:\d+\)\n/)
})

test('log --tail --json prints the point and then its events, each on a line', async (context) => {
  const args = ['log', ...shop.api, 'shop.mjs:5', '{customer.name} wants {order.quantity}', '--burst', '2', '--tail']
  const running = start(context, [...args, '--max-hits', '2', '--json'], { cwd: shop.folder })
  await running.shows('"status":"active"')
  await shop.buy('ann', 1)
  await shop.buy('bob', 2)
  const { code, stdout } = await running.ended
  assert.equal(code, 0)
  const [point, ...events] = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.equal(point.message, '{customer.name} wants {order.quantity}')
  assert.deepEqual(
    events.map(({ payload }) => [payload.probeId, payload.message]),
    [
      [point.id, 'ann wants 1'],
      [point.id, 'bob wants 2'],
    ],
  )
})

test('trace --tail without a sink sets nothing', async (context) => {
  const nowhere = `http://127.0.0.1:${await freePort()}`
  const { code, stdout, stderr } = await debugin(context, ['trace', 'shop.mjs:5', '--tail', '--sink-url', nowhere])
  assert.deepEqual([code, stdout], [1, ''])
  assert.match(stderr, /^debugin: No sink answers at .* \(ECONNREFUSED\): start one with `debugin sink`/)
  assert.deepEqual(await shop.points(), [])
})

test('metric counts every hit, and metrics shows the sums', async (context) => {
  const { stdout } = await debugin(context, [
    ...['metric', 'src/shop.mjs:5', '--name', 'sales', '--label', 'who=customer.name', '--tag', 'm'],
    ...['--kind', 'histogram', '--value', 'order.quantity', '--buckets', '1,10'],
  ])
  assert.match(stdout, /^metricpoint [\da-f]{8} at src\/shop\.mjs:5 is active\n$/)
  await debugin(context, [
    'metric',
    'src/shop.mjs:3',
    '--name',
    'price_ms',
    '--kind',
    'histogram',
    '--value',
    '$duration',
  ])
  for (const quantity of [1, 2, 20]) await shop.buy('tea', quantity)
  const text = await until('the sums', async () => {
    const shown = (await debugin(context, ['metrics'])).stdout
    return shown.includes('sales_count{who="tea"} 3') && shown.includes('price_ms_count 3') ? shown : null
  })
  assert.match(
    text,
    /^# TYPE sales histogram\nsales_bucket\{le="1",who="tea"\} 1\nsales_bucket\{le="10",who="tea"\} 2\n/m,
  )
  assert.match((await debugin(context, ['points', '--tag', 'm'])).stdout, /metricpoint .* 3 hits .*histogram sales/)
  await refuses(context, [
    [['metric', 'shop.mjs:5', '--name', '1a'], /^debugin: metric\.name is "1a"/],
    [['metric', 'shop.mjs:5'], /required option '--name/],
    [['metric', 'shop.mjs:5', '--name', 'a', '--label', 'x'], /Write a name and an expression/],
    [['metric', 'shop.mjs:5', '--name', 'a', '--buckets', '2,1'], /growing numbers/],
  ])
})

test('stats shows what points cost', async (context) => {
  await set('tracepoints', { line: 5 })
  await shop.buy('tea', 3)
  const [point] = await until('the hit', async () => {
    const { points } = JSON.parse((await debugin(context, ['stats', '--json'])).stdout)
    return points[0].captures === 1 && points[0].spentNs > 0 && points
  })
  assert.deepEqual([point.hits, point.dropped, point.errors, point.backsOff], [1, 0, 0, false])
  const { stdout } = await debugin(context, ['stats'])
  assert.match(stdout, /^all points took [\d.]+ ms, [\d.e-]+ % of one core \(budget 1 %\)\n/)
  assert.match(stdout, new RegExp(`\\n${point.id.slice(0, 8)} +1 +1 +0 +0 +[\\d.]+ ms +\\d+  src/shop\\.mjs:5\\n$`))
})

test('health tells of the program, for people and as JSON', async (context) => {
  const { code, stdout } = await debugin(context, ['health'])
  assert.equal(code, 0)
  assert.match(stdout, /^program {5}corner-shop \(.+, node \d+/)
  assert.ok(stdout.includes(`\ncontrol API ${shop.url}\n`))
  assert.ok(stdout.includes(`\nsink        ${sink.url} connected, `))
  assert.match(stdout, /\npoints {6}0\n/)
  const json = JSON.parse((await debugin(context, ['health', '--json'])).stdout)
  assert.equal(json.application.name, 'corner-shop')
})
