/**
 * Puts a private copy of jsep, with its licence, into `dist/vendor`. jsep keeps its operators and literals in statics
 * of its class: what we add there would change the jsep that the debugged program uses, and the other way round.
 */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const source = createRequire(import.meta.url).resolve('jsep')
const here = join(import.meta.dirname, '..')
const target = join(here, 'dist', 'vendor')

mkdirSync(target, { recursive: true })
const text = readFileSync(source, 'utf8').replace(/^\/\/# sourceMappingURL=.*\n?/m, '')
writeFileSync(join(target, 'jsep.js'), text)
copyFileSync(join(dirname(source), '..', '..', 'LICENSE'), join(target, 'LICENSE'))
copyFileSync(join(here, 'src', 'vendor', 'jsep.d.ts'), join(target, 'jsep.d.ts'))
