import assert from 'node:assert/strict'
import { instrument } from '@debugin/compiler'
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping'
import { tokensOf } from './tokens.mjs'

/** Tokens of texts that have been looked at before: gates of the other kind are woven into the same one. */
const originals = new WeakMap()

/**
 * Asserts that weaving moves nothing: each token of the source stands on its line of the woven text, in the order of
 * the source, and there the map gives its exact line and column back. The map gives them for its copies in twins too.
 */
export function assertPositions(given, options = {}) {
  const { file, sourceType } = given
  const source = given.source.replace(/^\ufeff/, '')
  if (!originals.has(given)) originals.set(given, tokensOf(source, { file, sourceType }))
  const original = originals.get(given)
  const result = instrument(given.source, { file, sourceType, inputMap: false, ...options })
  if (!result.woven) return
  assert.notEqual(original, null, `${file}: woven, but it does not parse`)
  const woven = tokensOf(result.code, { file, sourceType })
  assert.notEqual(woven, null, `${file}: what was woven does not parse`)
  const map = new TraceMap(result.map)
  const places = woven.map(({ line, column }) => originalPositionFor(map, { line, column }))
  let next = 0
  for (const { text, line, column } of original) {
    const found = (n) =>
      woven[n].text === text && woven[n].line === line && places[n].line === line && places[n].column === column
    while (next < woven.length && !found(next)) next++
    if (next === woven.length)
      assert.fail(`${file}:${line}:${column}: "${text.slice(0, 80)}" is lost, or the map does not find it`)
    next++
  }
  const at = new Map(original.map((token) => [token.start, token]))
  for (const [n, { text, start, line }] of woven.entries()) {
    assert.notEqual(places[n].line, null, `${file}:${line}: the map says nothing of "${text.slice(0, 80)}"`)
    assert.ok(places[n].line >= line, `${file}:${line}: "${text.slice(0, 80)}" is said to come from above`)
    const was = at.get(originOf(start, result.record))
    // On one line, a text that goes on over lines is written in another way.
    if (was === undefined || /[\r\n\u2028\u2029]/.test(was.text)) continue
    assert.equal(was.text, text, `${file}:${line}: another token stands there`)
    assert.deepEqual({ line: was.line, column: was.column }, { line: places[n].line, column: places[n].column })
  }
}

/** Where a place of the woven text was copied from, by the compiler's record; -1 where it was not. */
function originOf(offset, record) {
  let piece = 0
  for (let size = 1 << 24; size >= 1; size >>= 1) {
    if ((piece + size) * 3 < record.length && record[(piece + size) * 3] <= offset) piece += size
  }
  const [from, source, length] = record.subarray(piece * 3, piece * 3 + 3)
  return offset < from + length ? source + offset - from : -1
}

/**
 * Asserts that a reader of maps by others finds the same places as the one that the compiler's own libraries use.
 *
 * @param Consumer that of `source-map`
 */
export async function assertSameWithOracle({ file, sourceType, source }, Consumer) {
  const result = instrument(source, { file, sourceType, inputMap: false })
  if (!result.woven) return
  const map = new TraceMap(result.map)
  await Consumer.with(result.map, null, (consumer) => {
    for (const { line, column } of tokensOf(result.code, { file, sourceType })) {
      const other = consumer.originalPositionFor({ line, column })
      const { line: ownLine, column: ownColumn } = originalPositionFor(map, { line, column })
      assert.deepEqual({ line: ownLine, column: ownColumn }, { line: other.line, column: other.column })
    }
  })
}
