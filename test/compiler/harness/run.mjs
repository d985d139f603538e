import { join } from 'node:path'
import { instrument } from '@debugin/compiler'
import { MODES } from './modes.mjs'
import { freshFolder, runModule } from './runModule.mjs'
import { runScript } from './runScript.mjs'
import { needsTranspiling, transpile } from './transpile.mjs'
import { weaveOnce } from './weaveOnce.mjs'

/**
 * Runs a program in one of the modes.
 *
 * @param weave `(source, { file, sourceType, gates }) → { code, woven, … }`
 * @returns what was seen of it, the runtime it found, and what the compiler said about its files
 */
export async function run(program, mode, weave = instrument) {
  const { gates, runtime: createRuntime } = MODES[mode]
  const runtime = createRuntime()
  const inFolder = program.kind === 'module'
  const folder = inFolder ? freshFolder() : ''
  // The names of gates come from the path. In a realm of its own a program may have those of its last run.
  const weaveFile = (name, source) =>
    inFolder
      ? weave(source, { file: join(folder, name), sourceType: program.kind, gates })
      : weaveOnce(weave, program, name, gates)
  const results = []
  const texts = {}
  for (const [name, source] of Object.entries(program.files)) {
    const result = gates === null ? null : weaveFile(name, source)
    if (result !== null) results.push(result)
    const text = result?.code ?? source
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
