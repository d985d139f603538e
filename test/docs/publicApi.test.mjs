import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { cleanEnvironment } from '../cli/command.mjs'
import { codeBlocks, ROOT } from './codeBlocks.mjs'
import { writeReadmeProgram } from './readmeProgram.mjs'

const PAGE = 'docs/PUBLIC_API.md'
const [PRICE] = codeBlocks('README.md').map(({ text }) => text)
const page = readFileSync(join(ROOT, PAGE), 'utf8')

for (const { text, language, line } of codeBlocks(PAGE)) {
  test(`${PAGE}:${line} prints what it says`, (context) => {
    assert.equal(language, 'js')
    const cwd = writeReadmeProgram(context, PRICE)
    symlinkSync(join(ROOT, 'node_modules/@babel'), join(cwd, 'node_modules/@babel'), 'dir')
    writeFileSync(join(cwd, 'example.js'), text)
    const env = { ...cleanEnvironment(), DEBUGIN_EVENT_SINK_URL: 'http://127.0.0.1:9' }
    const printed = execFileSync(process.execPath, ['example.js'], { cwd, env, encoding: 'utf8' })
    const claimed = [...text.matchAll(/console\.log.*\/\/ (.+)$/gm)].map(([, claim]) => claim)
    assert.ok(claimed.length > 0)
    assert.deepEqual(printed.trimEnd().split('\n'), claimed)
  })
}

test('the table holds every option, and no other', () => {
  const declared = readFileSync(join(ROOT, 'packages/agent/dist/options.d.ts'), 'utf8')
  const body = /interface AgentOptions[^{]*\{([\s\S]*?)\n\}/.exec(declared)[1]
  const options = [...body.matchAll(/^ {4}(\w+)\?:/gm)].map(([, name]) => name)
  const callbacks = ['redactTracepoint', 'redactLogpoint']
  const rows = [...page.matchAll(/^\| ([\w, ]*) \|.*\|.*\|$/gm)].flatMap(([, names]) => names.split(', '))
  const listed = rows.filter((name) => name !== '' && name !== 'option')
  assert.deepEqual(listed.sort(), [...new Set([...options, ...callbacks])].sort())
})

test('the table holds every environment variable', () => {
  const source = readFileSync(join(ROOT, 'packages/agent/dist/options.js'), 'utf8')
  const variables = new Set(source.match(/\b(DEBUGIN|EVENT)_[A-Z_]+\b/g))
  variables.delete('DEBUGIN_SINK_PORT') // the sink's own
  for (const variable of variables) if (!variable.endsWith('_')) assert.ok(page.includes(variable), variable)
})
