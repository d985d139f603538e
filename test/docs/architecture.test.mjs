import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from './codeBlocks.mjs'

const LINKS = ['README.md', 'ARCHITECTURE.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)]

test('every file and folder that ARCHITECTURE.md names is there', () => {
  const text = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8').replace(/^```[\s\S]*?^```$/gm, '')
  const paths = ['benchmarks', 'docs', 'packages', 'test']
    .flatMap((top) => readdirSync(join(ROOT, top), { recursive: true }).map((path) => `${top}/${path}`))
    .filter((path) => !/node_modules|\bdist\b/.test(path))
    .map((path) => `/${path}`)
  // Packages go without their `src`.
  paths.push(...paths.map((path) => path.replace('/src/', '/')), '/test')
  const named = [...text.matchAll(/`([\w./-]+)`/g)].map(([, name]) => name).filter((name) => /\/|\.(ts|md)$/.test(name))
  assert.ok(named.length > 40)
  const gone = named
    .filter((name) => !name.startsWith('@'))
    .map((name) => `/${name.replace(/\/$/, '')}`)
    .filter((name) => !paths.some((path) => path.endsWith(name) || path.endsWith(`${name}.ts`)))
  assert.deepEqual(gone, [])
})

for (const page of LINKS) {
  test(`the links of ${page} lead somewhere`, () => {
    const text = readFileSync(join(ROOT, page), 'utf8')
    for (const [, target] of text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)) {
      readFileSync(join(ROOT, page, '..', target))
    }
  })
}
