import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'

const require = createRequire(import.meta.url)
const { listPrograms, verifyChecksum } = require('../../benchmarks/programs.js')

const programs = listPrograms()
const readme = readFileSync(new URL('../../benchmarks/README.md', import.meta.url), 'utf8')

for (const { name, file } of programs) {
  test(`${name} comes to its checksum at scale 1, twice`, async () => {
    const program = require(file)
    assert.equal(program.name, name)
    for (let i = 0; i < 2; i++) verifyChecksum(program, await program.run(1), 1)
  })
}

test('the README says of each program what the program says of itself', () => {
  const said = new Set(readme.split('\n').map((line) => line.replace(/ +/g, ' ')))
  for (const { name, file } of programs) {
    const row = `| ${name} | ${require(file).isolates} |`
    assert.ok(said.has(row), `benchmarks/README.md lacks "${row}"`)
  }
})

test('a wrong checksum and an unknown scale are refused', () => {
  const program = { name: 'sum', expected: { 1: 10 } }
  assert.throws(() => verifyChecksum(program, 11, 1), /sum at scale 1 came to 11; the right checksum is 10/)
  assert.throws(() => verifyChecksum(program, 10, 2), /known for no such scale/)
  const judge = { name: 'judge', verify: (checksum, scale) => checksum === scale * 3 }
  verifyChecksum(judge, 6, 2)
  assert.throws(() => verifyChecksum(judge, 6, 1), /verify/)
})
