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
const licence = readFileSync(join(dirname(source), '..', '..', 'LICENSE'), 'utf8')
// The comment goes along where this is bundled.
writeFileSync(join(target, 'jsep.js'), `/*!\n${licence}*/\n${text}`)
writeFileSync(join(target, 'LICENSE'), licence)
copyFileSync(join(here, 'src', 'vendor', 'jsep.d.ts'), join(target, 'jsep.d.ts'))
