import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import { cleanEnvironment } from '../cli/command.mjs'
import { writeTree } from '../cli/program.mjs'
import { codeBlocks, ROOT } from './codeBlocks.mjs'

const blocks = codeBlocks('docs/PERFORMANCE_RUNS.md')
const texts = (language) => blocks.filter((block) => block.language === language).map(({ text }) => text)
const [APP, PRICE] = texts('js')
const [POINTS] = texts('json')
const [COMMANDS] = texts('sh')
const [WORKFLOW] = texts('yaml')
const METRICS = ['price_ms', 'prices', 'total']

const run = promisify(execFile)

/** A folder with the page's program, and with DebugIn installed in it, at each of the paths. */
function writePageProgram(context, ...paths) {
  const files = { 'app.js': APP, 'price.js': PRICE, 'perf.json': POINTS, 'package.json': '{"name":"shop"}' }
  const all = paths.flatMap((path) => Object.entries(files).map(([name, text]) => [join(path, name), text]))
  const folder = writeTree(context, Object.fromEntries(all))
  for (const path of paths) {
    const bin = join(folder, path, 'node_modules/.bin')
    mkdirSync(bin, { recursive: true })
    symlinkSync(join(ROOT, 'packages/cli/bin/debugin.js'), join(bin, 'debugin'))
  }
  return folder
}

function runShell(command, cwd) {
  const env = { ...cleanEnvironment(), GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') }
  return run('sh', ['-e', '-c', command], { cwd, env })
}

const metricsOf = (path) => JSON.parse(readFileSync(path, 'utf8')).metrics.map(({ name }) => name)

test('the commands measure the program of the page and compare it', async (context) => {
  const folder = writePageProgram(context, '.')
  // As often as it takes to see that it works.
  const commands = COMMANDS.replaceAll('perf --probes', 'perf --runs 1 --warm-ups 0 --probes').trimEnd().split('\n')
  assert.equal(commands.length, 3)
  let printed = ''
  for (const command of commands) printed = (await runShell(command, folder)).stdout
  for (const name of METRICS) assert.match(printed, new RegExp(`^\\| ${name} \\| .*\\| too few runs to tell \\|$`, 'm'))
  assert.deepEqual(metricsOf(join(folder, 'head.json')), METRICS)
})

test('the workflow is YAML, and its own steps run', async (context) => {
  const { on, jobs } = parse(WORKFLOW)
  assert.equal(on, 'pull_request')
  const { steps } = jobs.compare
  const folder = writePageProgram(context, ...steps.flatMap(({ with: { path } = {} }) => path ?? []))
  const [install, measure, compare] = steps.flatMap(({ run: command }) => command ?? [])
  assert.match(install, /^npm ci --prefix base && npm ci --prefix head$/)
  await runShell(measure.replace('1 2 3 4 5', '1 2').replace('--runs 2', '--runs 1 --warm-ups 0'), folder)
  await runShell(compare, folder)
  for (const side of ['base', 'head']) assert.deepEqual(metricsOf(join(folder, `${side}.json`)), METRICS)
  assert.equal(JSON.parse(readFileSync(join(folder, 'head.json'), 'utf8')).runs, 2)
  const { with: tracker } = steps.find(({ uses }) => uses?.startsWith('benchmark-action/'))
  assert.equal(tracker.tool, 'customSmallerIsBetter')
  const entries = JSON.parse(readFileSync(join(folder, tracker['output-file-path']), 'utf8'))
  assert.equal(entries.length, METRICS.length)
  for (const { name, unit, value } of entries) {
    assert.deepEqual([typeof name, typeof unit, typeof value], ['string', 'string', 'number'])
  }
})

test('a program that got slower fails the comparison of the page', async (context) => {
  const folder = writePageProgram(context, '.')
  const [base, head, compare] = COMMANDS.replaceAll('perf --probes', 'perf --runs 5 --warm-ups 0 --probes').split('\n')
  await runShell(base, folder)
  const slow = PRICE.replace(
    '  return sum',
    '  for (let n = 0; n < 1e4; n++) sum += n % 2 === 0 ? 1 : -1\n  return sum',
  )
  writeFileSync(join(folder, 'price.js'), slow)
  await runShell(head, folder)
  await assert.rejects(runShell(compare, folder), ({ code, stdout }) => {
    assert.equal(code, 1)
    assert.match(stdout, /^\| price_ms \| .*\| worse \|$/m)
    return true
  })
})
