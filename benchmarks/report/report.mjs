#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { drawBars } from './drawBars.mjs'
import { readResults } from './readResults.mjs'
import { sections } from './sections.mjs'
import { markdownTable } from './text.mjs'

const BENCHMARKS = fileURLToPath(new URL('..', import.meta.url))
const BENCH = join(BENCHMARKS, 'bin/bench.mjs')

/** The programs that tell variants apart: calls, closures, suspension, text, numbers. */
const TELLING = 'accessors,deltablue,emitter,generators,json,mandelbrot,richards'

/** What is measured for a section that is not just the scenario of its name. */
const SCENARIOS = {
  variants: ['idle', '--variants', 'probed,revisited,typedArray,istanbul', '--only', TELLING],
}

const USAGE = `npm run bench:report [-- options]

Writes benchmarks/RESULTS.md, with charts, from the figures in benchmarks/results/.

  --run [options of npm run bench]   measure first, every section that is named, or all, and keep the figures
  --folder FOLDER                    another folder than benchmarks/, to read results/ in and to write to`

function main([first, ...rest]) {
  if (first === '--help') return console.log(USAGE)
  const folder = first === '--folder' ? resolve(rest.shift()) : BENCHMARKS
  const args = first === '--folder' ? rest : [first, ...rest].filter((word) => word !== undefined)
  if (args[0] === '--run') measure(join(folder, 'results'), args.slice(1))
  else if (args.length > 0) throw new Error(`There is no option ${args[0]}\n\n${USAGE}`)
  writeReport(folder)
}

/** One file for each section, without what single processes did, which is most of it; paths from the repository on. */
function measure(results, options) {
  const names = options.filter((word) => Object.hasOwn(sections, word))
  const others = options.filter((word) => !names.includes(word))
  mkdirSync(results, { recursive: true })
  for (const name of names.length > 0 ? names : Object.keys(sections)) {
    const json = join(tmpdir(), `debugin-${process.pid}-${name}.json`)
    const [scenario, ...own] = SCENARIOS[name] ?? [name]
    const args = [BENCH, scenario, ...own, ...others, '--json', json]
    const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' })
    if (status !== 0) throw new Error(`${name} could not be measured`)
    const kept = JSON.parse(readFileSync(json, 'utf8'), (key, value) => {
      if (key === 'processes' && typeof value === 'object') return undefined
      return key === 'file' && typeof value === 'string' ? relative(dirname(BENCHMARKS), value) : value
    })
    kept.results = { [name]: kept.results[scenario] }
    writeFileSync(join(results, `${name}.json`), `${JSON.stringify(kept, null, 1)}\n`)
  }
}

function writeReport(folder) {
  const found = readResults(join(folder, 'results'))
  const parts = Object.entries(sections).flatMap(([name, section]) => {
    if (found[name] === undefined) return []
    const { date, machine, settings, runs } = found[name]
    const { title, says, tables, charts } = section(runs)
    const images = charts.map((chart, index) => {
      const file = `results/${name}${index === 0 ? '' : index + 1}.svg`
      writeFileSync(join(folder, file), drawBars(chart))
      return `![${chart.title}](${file})`
    })
    const shown = tables.map(({ caption, titles, rows }) => `${caption}\n\n${markdownTable(titles, rows)}`)
    return [`## ${title}`, says, describeRun(date, machine, settings), ...images, ...shown]
  })
  if (parts.length === 0) throw new Error(`There are no figures in ${join(folder, 'results')}; --run makes some`)
  writeFileSync(join(folder, 'RESULTS.md'), `${[...HEAD, ...parts].join('\n\n')}\n`)
}

const HEAD = [
  '# Results',
  'Written by `npm run bench:report` from the figures in `results/`; [README.md](README.md) says what each of them is. ' +
    '`npm run bench:report -- --run --nodes 20,24` measures everything anew. Ratios are of one run, its variants in turns. ' +
    'Where the load of the machine was above the number of its cores, something else ran on it: look at the spread first.',
]

function describeRun(date, machine, { processes, quick, clock }) {
  const length = quick ? ', short phases' : ''
  const cpu = `${machine.cpu} × ${machine.cores}`
  const load = machine.load === undefined ? '' : `, load ${machine.load.toFixed(1)} at the end`
  return `Measured ${date.slice(0, 16).replace('T', ' ')} UTC on ${cpu}, ${machine.platform}${load}; ${processes} processes each${length}, ${clock} time.`
}

try {
  main(process.argv.slice(2))
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
