import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { readOptions } from '../../benchmarks/bin/options.mjs'
import { codeBlocks } from './codeBlocks.mjs'

const [FLAGS, ...MEASURED] = codeBlocks('docs/INLINING.md').flatMap(({ text }) => text.trimEnd().split('\n'))

test('node takes the flags', () => {
  assert.match(FLAGS, /^node .* …$/)
  const args = FLAGS.slice('node '.length).replace('…', '-p process.execArgv.length').split(' ')
  assert.equal(execFileSync(process.execPath, args, { encoding: 'utf8' }), '5\n')
})

for (const command of MEASURED) {
  // It takes an hour.
  test(`the benchmarks know what this asks for: ${command}`, () => {
    const options = readOptions(command.replace(/^npm run bench -- /, '').split(' '))
    assert.deepEqual(options.scenarios, ['idle'])
    assert.ok(options.quick)
    assert.ok(options.variants.includes('raised'))
  })
}
