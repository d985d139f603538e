import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { promisify } from 'node:util'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'
import { codeBlocks, ROOT } from './codeBlocks.mjs'

const PAGE = 'docs/WEAVING.md'
const REGISTER = join(ROOT, 'packages/agent/dist/register.js')

const run = promisify(execFile)
const folder = temporaryFolder({ after }, 'debugin-docs-')

const programs = codeBlocks(PAGE).filter(({ language }) => language === 'js')

test(`${PAGE} has examples`, () => assert.ok(programs.length >= 5))

for (const { text, info, line } of programs) {
  test(`${PAGE}:${line} prints what it says`, async () => {
    const file = join(folder, `line${line}.cjs`)
    writeFileSync(file, text)
    const plain = await linesOf([file])
    const woven = await linesOf(['--import', REGISTER, file], probing(file, info))
    const claims = [...text.matchAll(/^console\.log.*\/\/ (?:(same)|(.+) → (.+))$/gm)]
    assert.ok(claims.length > 0)
    assert.equal(plain.length, claims.length)
    for (const [index, [, same, before, afterwards]] of claims.entries()) {
      if (same) assert.equal(woven[index], plain[index])
      else assert.deepEqual({ plain: plain[index], woven: woven[index] }, { plain: before, woven: afterwards })
    }
  })
}

/** The environment of a program with the probe that the block's fence names. */
function probing(file, info) {
  const [, line] = /^probe=(\d+)$/.exec(info) ?? []
  const points = line === undefined ? [] : [{ file, line: Number(line) }]
  const probesFile = `${file}.json`
  writeFileSync(probesFile, JSON.stringify(points))
  return { DEBUGIN_PROBES_FILE: probesFile, DEBUGIN_CONTROL_API: 'false', DEBUGIN_EVENT_SINK_URL: 'http://127.0.0.1:9' }
}

async function linesOf(args, env = {}) {
  const { stdout } = await run(process.execPath, args, { cwd: folder, env: { PATH: process.env.PATH, ...env } })
  return stdout.trimEnd().split('\n')
}
