import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const kernels = fileURLToPath(new URL('../kernels/', import.meta.url))

/** How many times the kernels, some 4,000 lines, are there; the large program is the one that the budget is about. */
const COPIES = { small: 1, middle: 6, large: 25 }

/** What a program says when its last file has been loaded. The kernels are loaded and not run. */
const REPORT = `
const { user, system } = process.cpuUsage()
process.stdout.write(JSON.stringify({
  at: performance.timeOrigin + performance.now(),
  cpu: (user + system) / 1000,
  runtime: globalThis[Symbol.for('debugin.runtime')] !== undefined,
  weaves: Object.keys(require.cache).some((path) => /agent.dist.compiler.|@babel/.test(path)),
}))
`

export const programNames = Object.keys(COPIES)

/** Writes a program of CommonJS files below `folder`; gives `{ name, main, files, lines }`. */
export function writeProgram(folder, name) {
  const root = join(folder, name)
  mkdirSync(root, { recursive: true })
  const sources = readdirSync(kernels).filter((file) => file.endsWith('.js'))
  const copies = Array.from({ length: COPIES[name] }, (_, n) => `copy${n}`)
  for (const copy of copies) cpSync(kernels, join(root, copy), { recursive: true })
  const load = copies.flatMap((copy) => sources.map((file) => `require('./${copy}/${file}')\n`))
  const main = join(root, 'app.js')
  writeFileSync(join(root, 'package.json'), '{"name":"startup"}\n')
  writeFileSync(main, load.join('') + REPORT)
  const all = readdirSync(root, { recursive: true }).filter((file) => file.endsWith('.js'))
  const lines = all.reduce((sum, file) => sum + readFileSync(join(root, file), 'utf8').split('\n').length, 0)
  return { name, main, files: all.length, lines }
}
