import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRedaction } from '../../packages/runtime/dist/redact/redaction.js'

const base64url = (data) => Buffer.from(JSON.stringify(data)).toString('base64url')
const jwt = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url({ sub: '1234567890' })}.c2lnbmF0dXJl`
const letters = (length) => 'aB3dE6gH9j'.repeat(20).slice(0, length)
const pem = (kind) => `-----BEGIN ${kind}-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END ${kind}-----`

/** Put together here, so that no scanner of repositories takes them for real. */
const CREDENTIALS = [
  jwt,
  `token is ${jwt} and more`,
  `{"t":"${jwt}"}`,
  pem('PRIVATE KEY'),
  pem('RSA PRIVATE KEY'),
  pem('OPENSSH PRIVATE KEY'),
  'Bearer abc',
  'bearer abcdef',
  `Authorization: Bearer ${letters(30)}`,
  'sent Bearer abc123 to it',
  `Basic ${Buffer.from('user:pass').toString('base64')}`,
  `AKIA${'ABCDEFGHIJ234567'}`,
  `key=AKIA${'ABCDEFGHIJ234567'};`,
  `AIza${letters(35)}`,
  `ya29.${letters(40)}`,
  `ghp_${letters(36)}`,
  `github_pat_${letters(40)}`,
  `https://github.com/?t=gho_${letters(36)}`,
  `glpat-${letters(20)}`,
  `npm_${letters(36)}`,
  `xoxb-${letters(20)}`,
  `sk_live_${letters(24)}`,
  `sk-proj-${letters(40)}`,
  `SG.${letters(22)}.${letters(43)}`,
  `whsec_${letters(32)}`,
  `AccountName=a;AccountKey=${letters(86)}==;`,
  'postgres://ann:hunter2@db.example.org/shop',
  'see https://user:p%40ss@example.org for more',
  'redis://:hunter2@localhost:6379',
  `https://${letters(40)}@example.org/repo.git`,
  '4111111111111111',
  'card 4111 1111 1111 1111 exp 12/30',
  '4111-1111-1111-1111',
  '378282246310005',
  '5555555555554444',
  'order 12 4111111111111111',
  '/callback?state=1&access_token=abc',
  'Server=db;User Id=sa;Password=x1y2;',
  'sid=abc; theme=dark',
  'password=hunter2',
]

const HARMLESS = [
  '',
  'Ann Smith',
  'ann@example.org',
  'Bearer',
  'Bearer authentication is required here',
  'the bearer of this letter may enter',
  'Basic training for beginners',
  'basic',
  'd9428888-122b-11e1-b85c-61cd3cbb3210',
  '2026-11-22T16:00:00.000Z',
  '1700000000003',
  '1763827200000',
  '0.4111111111111111',
  '4111111111111112',
  '41111111111111111111111111',
  'ab4111111111111111cd',
  'https://example.org/path?page=2&sort=name',
  'ssh://git@github.com/user/repo.git',
  'mailto://ann@example.org',
  'https://example.org/@ann/photos',
  'eyJ is how they start',
  `eyJ${letters(40)}`,
  'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  pem('CERTIFICATE'),
  pem('PUBLIC KEY'),
  'pk_live_abcdefghijklmnopqrstuvwx',
  'task-sk-1234',
  'const token = next(input)',
  'a=b&c=d',
  'token==x',
  'x => token',
  'Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore',
]

const redaction = createRedaction()

test('values that grant access', () => {
  assert.deepEqual(
    CREDENTIALS.filter((text) => !redaction.hidesText(text)),
    [],
  )
})

test('values that only look like them', () => {
  assert.deepEqual(
    HARMLESS.filter((text) => redaction.hidesText(text)),
    [],
  )
})

test('a credential is found wherever it stands', () => {
  for (const secret of CREDENTIALS) {
    // A header's value is known by being nothing else.
    if (/^(bearer|basic) /i.test(secret)) continue
    assert.ok(redaction.hidesText(`${'harmless words, '.repeat(50)} ${secret}`), secret)
    assert.ok(redaction.hidesText(`${secret} ${'more. '.repeat(50)}`), secret)
  }
})

test('names in a text follow the options', () => {
  assert.ok(!createRedaction({ except: ['password'] }).hidesText('password=hunter2'))
  assert.ok(createRedaction({ names: ['patient'] }).hidesText('/ward?patient=ann'))
  assert.ok(!createRedaction({ allowOnly: ['id'] }).hidesText('/list?page=2'))
})

test('time is linear in the length, whatever the text', () => {
  const parts = [
    'eyJ',
    'eyJ-',
    'eyJaaaaaaaaaa.',
    '4111 ',
    '4',
    '://',
    '://a:',
    'bearer ',
    'Bearer a',
    'AKIA',
    'sk-',
    '-----BEGIN ',
  ]
  parts.push('a=', 'token', '=', '@', 'a@://', 'password=&', 'ghp_', '1-', 'b', '-', '_')
  const timed = (text) => {
    let best = Infinity
    for (let i = 0; i < 3; i++) {
      const started = performance.now()
      redaction.hidesText(text)
      best = Math.min(best, performance.now() - started)
    }
    return best
  }
  for (const part of parts) {
    const long = timed(part.repeat(Math.ceil(200_000 / part.length)))
    // Quadratic time would be minutes; the slowest, groups of digits, takes 0.5 µs a character.
    assert.ok(long < 1000, `${part}: ${long} ms for 200,000 characters`)
  }
})
