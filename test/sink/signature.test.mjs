import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { signBody } from '@debugin/protocol/signature'
import { startSink } from '@debugin/sink'
import { nodeEvent, testSink } from './sinks.mjs'

const { Webhook } = createRequire(new URL('../oracles/package.json', import.meta.url))('standardwebhooks')

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`
const [SECRET, OTHER] = [newSecret(), newSecret()]
const JSON_TYPE = { 'content-type': 'application/json' }

/** The headers that somebody else's package signs with. */
function sign(text, { secret = SECRET, id = 'msg_1', at = new Date() } = {}) {
  return {
    ...JSON_TYPE,
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, text),
  }
}

testSink(
  'what the package of Standard Webhooks signs is taken',
  async ({ post, get }) => {
    const text = JSON.stringify(nodeEvent({ note: 'Grüße 🦉' }))
    assert.equal((await post(text, sign(text))).status, 200)
    const batch = JSON.stringify([nodeEvent(), nodeEvent()])
    assert.equal((await post(batch, sign(batch, { secret: OTHER }))).body.accepted, 2, 'while a secret is replaced')
    const several = sign(text)
    several['webhook-signature'] = `v1a,AAAA v1,AAAA ${several['webhook-signature']}`
    assert.equal((await post(text, several)).body.repeated, true)
    assert.equal((await get('/health')).body.signed, true)
  },
  { signingSecrets: [SECRET, OTHER] },
)

testSink(
  'everything else gets 401 and is not kept',
  async ({ post, ids }) => {
    const text = JSON.stringify(nodeEvent())
    const { 'webhook-id': _, ...nameless } = sign(text)
    const wrong = {
      unsigned: JSON_TYPE,
      'without an id': nameless,
      'another secret': sign(text, { secret: newSecret() }),
      'another body': sign(`${text} `),
      'another id': { ...sign(text), 'webhook-id': 'msg_2' },
      'another time': { ...sign(text), 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 1) },
      'six minutes old': sign(text, { at: new Date(Date.now() - 360_000) }),
      'six minutes early': sign(text, { at: new Date(Date.now() + 360_000) }),
      'no time': { ...sign(text), 'webhook-timestamp': 'now' },
      'no version': { ...sign(text), 'webhook-signature': sign(text)['webhook-signature'].slice(3) },
      garbage: { ...sign(text), 'webhook-signature': 'v1,%%% v1, ,' },
    }
    for (const [what, headers] of Object.entries(wrong)) {
      const { status, body } = await post(text, headers)
      assert.deepEqual([status, body.code], [401, 'UNAUTHORIZED'], what)
      assert.ok(!JSON.stringify(body).includes(SECRET.slice(6)))
    }
    assert.deepEqual(await ids(''), [])
  },
  { signingSecrets: [SECRET] },
)

testSink(
  'a signature is one over the text before it is compressed',
  async ({ call }) => {
    const text = JSON.stringify(nodeEvent())
    const send = (headers) =>
      call('/api/events', {
        method: 'POST',
        headers: { ...headers, 'content-encoding': 'gzip' },
        body: gzipSync(text),
      })
    assert.equal((await send(sign(text))).status, 200)
    assert.equal((await send(sign('{}'))).status, 401)
  },
  { signingSecrets: [SECRET] },
)

test('what we sign, the package of Standard Webhooks verifies', () => {
  const body = JSON.stringify(nodeEvent({ note: 'Grüße 🦉' }))
  const headers = signBody(Buffer.from(SECRET.slice(6), 'base64'), 'id-1', body)
  assert.deepEqual(new Webhook(SECRET).verify(body, headers), JSON.parse(body))
  assert.throws(() => new Webhook(OTHER).verify(body, headers))
})

test('a secret that is none is an error that does not show it', async () => {
  for (const secret of ['hunter2', 'whsec_', 'whsec_%%', `wh_${SECRET}`]) {
    await assert.rejects(startSink({ port: 0, signingSecrets: [secret] }), (error) => {
      assert.equal(error.code, 'INVALID_OPTION')
      assert.match(error.message, /^The signing secret is not one; it takes whsec_/)
      assert.ok(secret === 'whsec_' || !error.message.includes(secret))
      return true
    })
  }
})
