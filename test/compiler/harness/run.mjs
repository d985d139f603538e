import { join } from 'node:path'
import { instrument } from '@debugin/compiler'
import { MODES } from './modes.mjs'
import { freshFolder, runModule } from './runModule.mjs'
import { runScript } from './runScript.mjs'
import { needsTranspiling, transpile } from './transpile.mjs'

/**
 * Runs a program in one of the modes.
 *
 * @param weave what weaves a file and adds to the results
 * @returns what was seen of it, the runtime it found, and what the compiler said about its files
 */
export async function run(program, mode, weave = weaveText) {
  const { gates, runtime: createRuntime } = MODES[mode]
  const runtime = createRuntime()
  const inFolder = program.kind === 'module'
  const folder = inFolder ? freshFolder() : ''
  const results = []
  const texts = {}
  for (const [name, source] of Object.entries(program.files)) {
    const file = join(folder, name)
    const text = gates === null ? source : weave(source, { file, sourceType: program.kind, gates }, results)
    const lowered = needsTranspiling(name, source)
    texts[lowered ? name.replace(/\.\w+$/, '.mjs') : name] = lowered ? transpile(text, name, source) : text
  }
  const [main] = Object.keys(texts)
  const seen = inFolder
    ? await runModule(texts, folder, runtime)
    : await runScript(texts[main], main, program.kind, runtime)
  runtime?.flush()
  return { seen, runtime, results }
}

function weaveText(source, options, results) {
  const result = instrument(source, options)
  results.push(result)
  return result.code
}
