import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { gzipInPieces } from '../../packages/agent/dist/thread/delivery/gzipInPieces.js'

const PIECE = 64 * 1024

const EVENT = JSON.stringify({ name: 'probe.hit.logpoint', payload: { message: 'order 4711: 12.5 €' } })

test('it is one member of gzip, whatever is compressed', async () => {
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
    fc.nat(4 * PIECE).map((length) => Buffer.alloc(length, EVENT)),
    fc.constantFrom(0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE).map((length) => Buffer.alloc(length, 'a')),
  )
  await fc.assert(
    fc.asyncProperty(body, async (bytes) => assert.ok(gunzipSync(await gzipInPieces(bytes, true)).equals(bytes))),
  )
})

test('the program gzip reads it, and it is about as small as in one piece', async () => {
  const body = Buffer.from(Array.from({ length: 3000 }, (_, n) => `${EVENT}${n}`).join(','))
  const compressed = await gzipInPieces(body, false)
  assert.ok(execFileSync('gzip', ['-dc'], { input: compressed }).equals(body))
  const inOne = gzipSync(body, { level: 1 }).length
  assert.ok(compressed.length < inOne * 1.1, `${compressed.length} bytes, ${inOne} in one piece`)
})

test('others have their turn between pieces, unless it hurries', async () => {
  const body = Buffer.alloc(4 * PIECE, EVENT)
  const turns = async (hurries) => {
    let count = 0
    const timer = setInterval(() => count++, 1)
    await gzipInPieces(body, hurries)
    clearInterval(timer)
    return count
  }
  assert.ok((await turns(false)) >= 3)
  assert.equal(await turns(true), 0)
})
