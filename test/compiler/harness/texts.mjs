import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { loadProgram } from './program.mjs'
import { listSamples } from './samples.mjs'

const ROOT = join(import.meta.dirname, '../../..')

/** Packages whose files nobody wrote for these tests. */
const LIBRARIES = [
  'node_modules/@babel/parser/lib',
  'node_modules/@babel/traverse/lib',
  'node_modules/@babel/types/lib',
  'node_modules/@babel/generator/lib',
  'node_modules/@babel/core/lib',
  'node_modules/fast-check/lib/cjs',
  'test/corpus/node_modules/acorn/dist',
  'test/corpus/node_modules/immutable/dist',
  'test/corpus/node_modules/yaml/dist/parse',
]

/** The text of every sample: `{ file, sourceType, source }`. */
export function sampleTexts() {
  return listSamples().flatMap(([name, folder]) => {
    const { files, kind } = loadProgram(folder)
    return Object.entries(files).map(([file, source]) => ({ file: join('/', name, file), sourceType: kind, source }))
  })
}

/** The benchmarks' kernels and files of libraries, those of at most so many characters. */
export function realTexts(most = Infinity) {
  const texts = []
  for (const folder of ['benchmarks/kernels', ...LIBRARIES]) {
    for (const path of readdirSync(join(ROOT, folder), { recursive: true }).sort()) {
      if (!/\.[cm]?js$/.test(path)) continue
      const file = join(ROOT, folder, path)
      const source = readFileSync(file, 'utf8')
      if (source.length > most) continue
      texts.push({ file: relative(ROOT, file), sourceType: file.endsWith('.mjs') ? 'module' : 'commonjs', source })
    }
  }
  return texts
}
