/**
 * Plays a round of DebugIn with the shop: starts it under the agent, sets a tracepoint and a logpoint over HTTP, buys
 * something, and prints what the points caught.
 *
 *     npm run demo              plays it and ends
 *     npm run demo -- --stay    goes on running, for rounds of your own
 */
import { Cleanup } from './demo/cleanup.mjs'
import { lineWith } from './demo/lines.mjs'
import { prepare, SHOP } from './demo/prepare.mjs'
import { startShop } from './demo/shop.mjs'
import { waitFor } from './demo/wait.mjs'

const stay = process.argv.includes('--stay')
const cleanup = new Cleanup()

try {
  await play()
} catch (error) {
  console.error(`\nThe demo failed: ${error.message}`)
  process.exitCode = 1
} finally {
  await cleanup.run()
}

async function play() {
  await prepare(cleanup)
  // Only now are they sure to be built.
  const { startSink } = await import('@debugin/sink')
  const { createEventPrinter, followEvents } = await import('debugin')
  process.chdir(SHOP)

  say('Starting a sink, and the shop under the agent')
  const sink = await startSink({ port: 0 })
  cleanup.add(() => sink.stop())
  const shop = await startShop(sink.url, cleanup)
  const events = await followEvents({ sinkUrl: sink.url, reconnect: false })
  console.log(`  sink         ${sink.url}\n  shop         ${shop.url}\n  control API  ${shop.api}`)

  say('Setting a tracepoint where wholesale orders are summed up, and a logpoint where orders are answered')
  const tracepoint = await setPoint(shop.api, 'tracepoints', {
    file: 'src/pricing.ts',
    line: lineWith('src/pricing.ts', 'const total ='),
    condition: 'customer.kind == "wholesale"',
  })
  const logpoint = await setPoint(shop.api, 'logpoints', {
    file: 'src/routes.ts',
    line: lineWith('src/routes.ts', 'response.status(201)'),
    message: 'order {order.id}: {customer.name} ({customer.kind}) pays {price.total} cents',
    rateLimit: { limitPerSecond: 100, burst: 10 },
  })

  say('Ann (retail), Bob (staff) and Café Luna (wholesale) buy 100 teas each')
  for (const customer of ['ann', 'bob', 'cafe']) await buy(shop.url, customer)

  say('What the points caught:')
  await printEvents(events, createEventPrinter(process.stdout), { [logpoint.id]: 3, [tracepoint.id]: 1 })

  say('The order line costs 680 each: 15 % are off already. And `discount` is 0.15 once more: it is taken off twice.')
  if (stay) await stayHere({ shop, sink, tracepoint, print: createEventPrinter(process.stdout), events })
}

function say(text) {
  console.log(`\n▸ ${text}`)
}

async function setPoint(api, kind, body) {
  const point = await post(`${api}/${kind}`, body)
  const { type, file, line, status, condition, message } = point
  if (status !== 'active') throw new Error(`the ${type} at ${file}:${line} is ${status}: ${point.statusReason}`)
  console.log(`  ${type} at ${file}:${line} ${condition === null ? JSON.stringify(message) : `if ${condition}`}`)
  return point
}

function buy(url, customer) {
  return post(`${url}/orders`, { customer, items: [{ sku: 'tea', quantity: 100 }] })
}

async function post(url, body) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) })
  const answer = await response.json()
  if (!response.ok) throw new Error(`POST ${url} was answered with ${response.status}: ${answer.error}`)
  return answer
}

/** Prints events of the points until each has as many as it should; others are passed over. */
async function printEvents(events, print, wanted) {
  const missing = { ...wanted }
  while (Object.values(missing).some((count) => count > 0)) {
    const { value, done } = await waitFor('the events of the points', events.next())
    if (done) throw new Error('the sink ended its stream of events')
    const { probeId } = value.event.payload
    if (!(probeId in missing)) continue
    print(value)
    missing[probeId]--
  }
}

/** Prints events until somebody ends it. */
async function stayHere({ shop, sink, tracepoint, print, events }) {
  const json = "-H 'content-type: application/json'"
  say('The shop goes on running; Ctrl-C ends it. In another terminal:')
  console.log(`
  curl ${shop.url}/orders ${json} -d '{"customer": "cafe", "items": [{"sku": "cup", "quantity": 12}]}'
  curl ${shop.api}/points
  curl ${shop.api}/health
  curl ${shop.api}/tracepoints ${json} -d '{"file": "src/discounts.ts", "line": ${lineWith('src/discounts.ts', 'return Math.max')}}'
  curl -X POST ${shop.api}/points/${tracepoint.id}/disable
  curl -X DELETE ${shop.api}/points/${tracepoint.id}
  curl '${sink.url}/api/events?probe_id=${tracepoint.id}'
  npx debugin points --url ${shop.api}
`)
  const over = new Promise((resolve) => {
    cleanup.whenTold(resolve)
    shop.ended.then(resolve)
  })
  const printing = (async () => {
    for await (const followed of events) print(followed)
  })()
  await Promise.race([over, printing])
}
