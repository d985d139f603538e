import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startProgram } from './harness/program.mjs'
import { lineOf } from './harness/tree.mjs'

const SOURCE = `const steps = require('./steps.cjs')
const shop = 'corner'

class Till {
  constructor() {
    this.sum = 0
  }
  add(order, ...rest) {
    const total = order.quantity * order.price
    this.sum += total // adds
    return this.sum
  }
}

const till = new Till()

steps({
  add: (order) => till.add(order, 'x', 'y'),
  shop: () => shop,
})
`

const app = await startProgram({ after }, { files: { 'app.js': SOURCE } })
const LINE = lineOf(SOURCE, '// adds')
const ORDER = { quantity: 2, price: 3, customer: { name: 'Ada', password: 'sesame' }, tags: ['a', 'b'] }

async function log(message, settings = {}) {
  const { id } = await app.api.log({ file: 'app.js', line: LINE, message, ...settings })
  return id
}

test('a logpoint has every field, and nothing else', async () => {
  const id = await log('{order.quantity} for {order.price}', { condition: 'order.quantity > 1' })
  await app.step('add', ORDER)
  const { name, payload } = await app.events.hit(id)
  assert.equal(name, 'probe.hit.logpoint')
  assert.deepEqual(payload, {
    probeId: id,
    probeType: 'logpoint',
    file: app.path('app.js'),
    line: LINE,
    method: 'add',
    className: 'Till',
    condition: 'order.quantity > 1',
    conditionEvaluated: true,
    conditionResult: true,
    message: '2 for 3',
    messageTemplate: '{order.quantity} for {order.price}',
    hitCount: 1,
    totalHits: 1,
    rateLimit: { allowedThisSecond: 1, dropped: 0 },
  })
  await app.api.remove(id)
})

/** Templates and what they say of the order above. */
const MESSAGES = {
  'plain words': 'plain words',
  '{total}': '6',
  '{{total}}': '6',
  'total={total}, shop={shop}': 'total=6, shop=corner',
  "{order.customer.name + '!'}": 'Ada!',
  '{order.tags.length} {len(order.tags)} {order.tags[1]}': '2 2 b',
  "{order.quantity > 1 ? 'many' : 'one'}": 'many',
  '{missing?.deep}{order.nothing?.deep}': /^(?:<error: .*missing.*>)?undefined$/,
  'a {order.nothing.deep} b': /^a <error: .*> b$/,
  '{nowhere} stays': /^<error: .*nowhere.*> stays$/,
  '{this.constructorName ?? typeof this}': 'object',
  'übung {order.customer.name} 🙂': 'übung Ada 🙂',
}

test('each hole is filled; one that fails says so and leaves the rest', async () => {
  const ids = new Map()
  for (const template of Object.keys(MESSAGES)) ids.set(template, await log(template))
  await app.step('add', ORDER)
  for (const [template, expected] of Object.entries(MESSAGES)) {
    const { payload } = await app.events.hit(ids.get(template))
    if (typeof expected === 'string') assert.equal(payload.message, expected)
    else assert.match(payload.message, expected)
    assert.equal(payload.messageTemplate, template)
    assert.deepEqual([payload.condition, payload.conditionEvaluated], [null, false])
  }
  for (const id of ids.values()) await app.api.remove(id)
})

test('what is secret does not go into a message', async () => {
  const id = await log('{order.customer.password} {order.customer}')
  await app.step('add', ORDER)
  const { message } = (await app.events.hit(id)).payload
  assert.ok(!message.includes('sesame'), message)
  assert.match(message, /redacted/)
  await app.api.remove(id)
})

test('at the end of a function: what it returned, and how long it took', async () => {
  const line = lineOf(SOURCE, 'return this.sum') + 1
  const { id } = await app.api.log({ file: 'app.js', line, message: '{$return > 0} {$exception} {$duration >= 0}' })
  await app.step('add', ORDER)
  assert.equal((await app.events.hit(id)).payload.message, 'true undefined true')
  await app.api.remove(id)
})
