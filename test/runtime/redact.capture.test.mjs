import assert from 'node:assert/strict'
import { test } from 'node:test'
import { capture, startCapture } from './capturing.mjs'

const hidden = (type = 'redacted') => ({ __tpd_type__: type, __tpd_truncated__: true, __tpd_reason__: 'redacted' })

test('the value of a hidden name is not looked at', () => {
  let looked = 0
  const touchy = new Proxy({}, { get: () => looked++, getPrototypeOf: () => looked++ })
  const value = { password: touchy, user: 'ann', nested: { apiKey: touchy } }
  Object.defineProperty(value, 'token', { get: () => looked++, enumerable: true })
  assert.deepEqual(capture(value), {
    ...{ password: hidden(), user: 'ann', nested: { apiKey: hidden() }, token: hidden() },
  })
  assert.equal(looked, 0)
})

test('variables, Map keys and symbol keys are names too', () => {
  const text = startCapture().named(['password', 'n'], ['hunter2', 1])
  assert.deepEqual(JSON.parse(text), { password: hidden('string'), n: 1 })
  assert.deepEqual(capture('hunter2', { name: 'secret' }), hidden('string'))
  const headers = new Map([
    ['Set-Cookie', 'x'],
    ['accept', 'y'],
    [Symbol('token'), 'z'],
  ])
  assert.deepEqual(capture(headers).entries, [
    ['Set-Cookie', hidden()],
    ['accept', 'y'],
    [{ __tpd_type__: 'symbol', __repr__: 'Symbol(token)' }, hidden()],
  ])
  assert.deepEqual(capture({ [Symbol('password')]: 'x' }), { 'Symbol(password)': hidden() })
})

test('texts that look like credentials are hidden wherever they are', () => {
  const url = 'https://u:hunter2@host/'
  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2ln'
  const value = {
    text: url,
    list: [url],
    map: new Map([[url, 1]]),
    set: new Set([url]),
    url: new URL(url),
    regExp: new RegExp(jwt),
    error: Object.assign(new Error(`failed: ${url}`), { code: 1 }),
    bytes: Buffer.from(url),
    plainBytes: new Uint8Array(Buffer.from(url)),
    boxed: new String(url),
    symbol: Symbol(url),
    [jwt]: 'as a key',
    card: 4111111111111111,
    long: `${'x'.repeat(20)} ${url} ${'x'.repeat(5000)}`,
    cut: `${'x'.repeat(1010)} ${url}`,
    notHidden: 'ann',
  }
  const text = startCapture().value(value)
  assert.doesNotMatch(text, /hunter2|u:h|68756e74657232|eyJhbGci|4111111/)
  const shown = JSON.parse(text)
  assert.equal(shown.notHidden, 'ann')
  assert.equal(shown.error.code, 1)
  assert.deepEqual(shown.text, hidden('string'))
  assert.deepEqual(shown.card, hidden('number'))
  assert.deepEqual(shown.url, hidden('URL'))
  assert.equal(shown['[redacted]'], 'as a key')
})

test('what is only summarised is hidden as well', () => {
  const url = 'https://u:hunter2@host/'
  const value = { a: { [url]: 1 }, e: new Error(url), f: Object.assign(() => {}, { [url]: 1 }) }
  const text = startCapture({ limits: { maxDepth: 1 } }).value(value)
  assert.doesNotMatch(text, /hunter2/)
  assert.doesNotMatch(startCapture().short(value, 1000), /hunter2/)
  assert.doesNotMatch(startCapture().exception(value.e), /hunter2/)
})

test('with an allow-list only the listed names are shown', () => {
  const redaction = { allowOnly: ['order', 'id', 'items', 'map'] }
  const order = { id: 7, email: 'ann@example.org', items: [{ id: 1, price: 5 }], [Symbol('x')]: 'y' }
  const text = startCapture({ redaction }).named(
    ['order', 'user', 'map'],
    [
      order,
      'ann',
      new Map([
        ['ann', 1],
        ['id', 2],
        [5, 3],
      ]),
    ],
  )
  assert.deepEqual(JSON.parse(text), {
    order: { id: 7, email: hidden(), items: [{ id: 1, price: hidden() }], 'Symbol(x)': hidden() },
    user: hidden('string'),
    map: {
      __tpd_type__: 'Map',
      size: 3,
      entries: [
        [hidden('string'), hidden()],
        ['id', 2],
        [hidden('number'), hidden()],
      ],
    },
  })
  const error = JSON.parse(startCapture({ redaction }).exception(new Error('about ann')))
  assert.equal(error.message, '[redacted]')
  assert.doesNotMatch(startCapture({ redaction }).value(new Error('about ann'), 'order'), /about ann/)
})

test('the options of the user reach the capture', () => {
  const contains = (source) => (text) => text.includes(source)
  const options = {
    redaction: { names: ['patient'], except: ['token'], patterns: ['ACME-'] },
    compilePattern: contains,
  }
  assert.deepEqual(capture({ patient: 'ann', token: 5, key: 'ACME-1', password: 'x' }, options), {
    ...{ patient: hidden(), token: 5, key: hidden('string'), password: hidden() },
  })
})
