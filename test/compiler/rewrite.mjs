import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { sitesText, wovenText } from './harness/golden.mjs'
import { loadProgram } from './harness/program.mjs'
import { listSamples } from './harness/samples.mjs'

/** Writes `sites.json` of every sample anew, and `expected.*` of those that have one; names what has changed. */
for (const [name, folder] of listSamples()) {
  const program = loadProgram(folder)
  rewrite(name, join(folder, 'sites.json'), sitesText(program))
  const expected = join(folder, `expected${extname(program.main)}`)
  if (existsSync(expected)) rewrite(name, expected, wovenText(program))
}

function rewrite(name, file, text) {
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  writeFileSync(file, text)
  console.log(`${name}: ${file}`)
}
