import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { codeBlocks, ROOT } from './codeBlocks.mjs'

/**
 * The test that runs them, for the blocks of each page: by what stands on their fence, or by their language alone. A
 * block that is new here is new there.
 */
const RUN_BY = {
  'README.md': { js: 'docs/readme', json: 'docs/readme', sh: 'docs/readme' },
  'docs/BABEL.md': { json: 'docs/babel.matrix', sh: 'docs/babel.matrix' },
  'docs/BUNDLERS.md': {
    js: 'docs/bundlers.matrix',
    'js next.config.mjs': 'ways/next.matrix',
    sh: 'docs/bundlers.matrix',
    'sh next': 'ways/next.matrix',
  },
  'docs/CACHE.md': { json: 'docs/cache' },
  'docs/CONTROL_API.md': { sh: 'docs/curl' },
  'docs/EVENTS.md': { js: 'docs/events', json: 'docs/events' },
  'docs/FILES.md': { js: 'docs/files', sh: 'docs/files' },
  'docs/FRAMEWORKS.md': { js: 'ways/pages' },
  'docs/INLINING.md': { sh: 'docs/inlining' },
  'docs/LOADING.md': { sh: 'ways/pages' },
  'docs/PERFORMANCE_RUNS.md': {
    js: 'docs/performanceRuns.matrix',
    json: 'docs/performanceRuns.matrix',
    sh: 'docs/performanceRuns.matrix',
    yaml: 'docs/performanceRuns.matrix',
  },
  'docs/PUBLIC_API.md': { js: 'docs/publicApi' },
  'docs/SECURITY.md': { sh: 'docs/curl' },
  'docs/SINK.md': { sh: 'docs/sink' },
  'docs/TEST_RUNNERS.md': {
    js: 'runners/runners.matrix',
    json: 'runners/runners.matrix',
    sh: 'runners/runners.matrix',
  },
  'docs/WEAVING.md': { js: 'docs/weaving' },
}

const PAGES = ['README.md', ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)]

for (const page of PAGES) {
  test(`a test runs every block of ${page}`, () => {
    const runBy = RUN_BY[page] ?? {}
    const used = new Set()
    for (const { language, info, line } of codeBlocks(page)) {
      const kind = [`${language} ${info}`, language].find((name) => name in runBy)
      assert.ok(kind !== undefined, `nothing runs ${page}:${line}`)
      used.add(kind)
      const text = readFileSync(join(ROOT, 'test', `${runBy[kind]}.test.mjs`), 'utf8')
      assert.ok(text.includes(page), `${runBy[kind]} does not read ${page}`)
    }
    assert.deepEqual([...used].sort(), Object.keys(runBy).sort())
  })
}
