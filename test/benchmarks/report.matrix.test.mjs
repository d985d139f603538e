import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { drawBars } from '../../benchmarks/report/drawBars.mjs'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'

const at = (path) => fileURLToPath(new URL(`../../benchmarks/${path}`, import.meta.url))
const report = (folder, ...args) => {
  return promisify(execFile)(process.execPath, [at('report/report.mjs'), '--folder', folder, ...args])
}

function makeFolder(context) {
  const folder = temporaryFolder(context, 'debugin-report-test-')
  return folder
}

const skip = existsSync(at('RESULTS.md')) ? false : 'nothing has been measured yet'

test('the results that are kept are what the report writes from the figures', { skip }, async (context) => {
  const folder = makeFolder(context)
  cpSync(at('results'), join(folder, 'results'), { recursive: true })
  await report(folder)
  const results = readFileSync(join(folder, 'RESULTS.md'), 'utf8')
  assert.equal(results, readFileSync(at('RESULTS.md'), 'utf8'))
  for (const [, chart] of results.matchAll(/!\[.*?\]\((.*?)\)/g)) {
    assert.match(readFileSync(at(chart), 'utf8'), /^<svg [\s\S]*<\/svg>\s*$/)
  }
})

test('one command measures and writes what it measured', async (context) => {
  const folder = makeFolder(context)
  await report(folder, '--run', 'idle', '--quick', '--processes', '1', '--only', 'mandelbrot')
  const results = readFileSync(join(folder, 'RESULTS.md'), 'utf8')
  assert.match(results, /^## Idle: /m)
  assert.match(results, /^Measured 20\d\d-.* load \d+\.\d at the end; 1 processes each, short phases, wall time\.$/m)
  assert.match(results, /^\| mandelbrot \| woven \| Node \d+ \| ×/m)
  assert.match(readFileSync(join(folder, 'results/idle.svg'), 'utf8'), /mandelbrot/)
  const kept = JSON.parse(readFileSync(join(folder, 'results/idle.json'), 'utf8'))
  assert.equal(kept.results.idle[0].rows[0].processes, undefined)
})

test('where there are no figures, or others, that is said', async (context) => {
  const folder = makeFolder(context)
  await assert.rejects(report(folder), /There are no figures in .*results; --run makes some/)
  await assert.rejects(report(folder, '--rnu'), /There is no option --rnu/)
  mkdirSync(join(folder, 'results'))
  writeFileSync(join(folder, 'results/old.json'), '{"date":"2026-01-01"}')
  await assert.rejects(report(folder), /old\.json has no machine/)
})

test('a chart has a bar for every value, and its names', () => {
  const svg = drawBars({
    title: 'Some',
    unit: 'ms',
    categories: ['one', 'two'],
    series: [{ name: 'ours', values: [1, 2] }],
    mark: 1,
  })
  for (const word of ['Some', 'one', 'two']) assert.ok(svg.includes(`>${word}</text>`), word)
})
