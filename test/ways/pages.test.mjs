import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { lineOf } from '../agent/harness/tree.mjs'
import { codeBlocks, ROOT } from '../docs/codeBlocks.mjs'
import { EXAMPLES, SERVERS } from './frameworks/servers.mjs'
import { PROGRAMS } from './loaders/kinds.mjs'
import { WAYS } from './loaders/ways.mjs'

test('the commands beside other loaders are those that the table of loaders runs', () => {
  const [{ text }] = codeBlocks('docs/LOADING.md').filter(({ language }) => language === 'sh')
  const made = Object.values(PROGRAMS).flatMap(({ main, other }) => {
    if (other === undefined) return []
    const command = WAYS[other[0]]({ main, other, order: 'before' })
    return [`node ${command.args.join(' ')}`]
  })
  for (const command of text.trim().split('\n')) assert.ok(made.includes(command), command)
})

test('the page about frameworks names the lines that tests set points on, and shows the function', () => {
  const page = readFileSync(join(ROOT, 'docs/FRAMEWORKS.md'), 'utf8')
  for (const { folder, main, file, at } of Object.values(SERVERS)) {
    const line = lineOf(readFileSync(join(EXAMPLES, folder, file), 'utf8'), at)
    const row = `| \`examples/${folder}\` | \`node --import @debugin/agent/register ${main}\` | \`${file}:${line}\` |`
    assert.ok(page.includes(row), row)
  }
  const [shown] = codeBlocks('docs/FRAMEWORKS.md')
  assert.equal(shown.text, readFileSync(join(EXAMPLES, 'servers/lambda.cjs'), 'utf8'))
})
