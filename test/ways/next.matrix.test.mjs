import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { startChild } from '../agent/harness/child.mjs'
import { controlApi } from '../agent/harness/controlApi.mjs'
import { until } from '../agent/harness/deadline.mjs'
import { startEvents } from '../agent/harness/events.mjs'
import { freePort } from '../agent/harness/freePort.mjs'
import { lineOf } from '../agent/harness/tree.mjs'
import { codeBlocks, ROOT } from '../docs/codeBlocks.mjs'

const HERE = join(ROOT, 'examples/next')
const NEXT = 'node_modules/next/dist/bin/next'
const ENV = { NEXT_TELEMETRY_DISABLED: '1', CI: '1' }

/** A build takes a while, most of all where others use the machine. */
const BUILD_MS = 300_000

const textOf = (file) => readFileSync(join(HERE, file), 'utf8')

test('a route that Turbopack has built with the loader can be probed', async (context) => {
  const page = codeBlocks('docs/BUNDLERS.md').find(({ info }) => info === 'next.config.mjs')
  assert.equal(textOf('next.config.mjs'), page.text)
  const commands = codeBlocks('docs/BUNDLERS.md').find(({ info }) => info === 'next')
  assert.equal(commands.text, `npx next build\nnode --import @debugin/agent/register ${NEXT} start\n`)
  const row = `\`node --import @debugin/agent/register ${NEXT} start\` | \`lib/price.ts:${lineOf(textOf('lib/price.ts'), '// price')}\` |`
  assert.ok(readFileSync(join(ROOT, 'docs/FRAMEWORKS.md'), 'utf8').includes(row), row)
  const built = await startChild(context, { args: [NEXT, 'build'], cwd: HERE, env: ENV }).exit(BUILD_MS)
  assert.equal(built.code, 0, built.stdout + built.stderr)

  const events = await startEvents(context)
  const [port, apiPort] = [await freePort(), await freePort()]
  const server = startChild(context, {
    args: ['--import', '@debugin/agent/register', NEXT, 'start', '-H', '127.0.0.1', '-p', String(port)],
    cwd: HERE,
    env: {
      ...ENV,
      DEBUGIN_CACHE_DIR: 'off',
      DEBUGIN_CONTROL_API_PORT: String(apiPort),
      DEBUGIN_EVENT_SINK_URL: events.url,
    },
  })
  const order = async () => {
    const response = await fetch(`http://127.0.0.1:${port}/api/price?quantity=100`).catch(() => null)
    return response?.status === 200 ? await response.json() : undefined
  }
  assert.deepEqual(await server.orExit(until('the route', order)), { price: 856 })

  const api = controlApi(`http://127.0.0.1:${apiPort}`)
  const inModule = await api.trace({ file: 'lib/price.ts', line: lineOf(textOf('lib/price.ts'), '// price') })
  const inRoute = await api.trace({
    file: 'app/api/price/route.js',
    line: lineOf(textOf('app/api/price/route.js'), '// answer'),
  })
  assert.deepEqual([inModule.status, inModule.resolvedFile], ['active', join(HERE, 'lib/price.ts')])
  assert.deepEqual([inRoute.status, inRoute.resolvedFile], ['active', join(HERE, 'app/api/price/route.js')])
  await order()

  const { payload } = await events.hit(inModule.id)
  assert.deepEqual([payload.file, payload.line, payload.method], [join(HERE, 'lib/price.ts'), inModule.line, 'priceOf'])
  assert.deepEqual(payload.snapshot.arguments, { item: { cost: 8, quantity: 100 }, rate: 0.07 })
  assert.deepEqual([payload.snapshot.locals, payload.snapshot.returnValue], [{ base: 800 }, 856])
  const places = payload.stack.slice(0, 2).map(({ file, line }) => [file, line])
  assert.deepEqual(places, [
    [join(HERE, 'lib/price.ts'), inModule.line],
    [join(HERE, 'app/api/price/route.js'), lineOf(textOf('app/api/price/route.js'), 'priceOf({')],
  ])
  assert.deepEqual((await events.hit(inRoute.id)).payload.snapshot.locals, { quantity: 100, price: 856 })
})
