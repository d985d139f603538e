#!/usr/bin/env node
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { readOptions } from '../bin/options.mjs'
import { figures, judge } from './figures.mjs'

const USAGE = `npm run bench:guard [-- options]

Runs a short slice of the benchmarks, and fails when a ratio passes its budget by more than the noise of the same run.

  --only NAME,NAME   just these figures
  --variant NAME     the variant of idle that is watched (woven)
  --budgets MODULE   other budgets than guard/budgets.mjs
  --processes N      fresh processes for each (4)`

async function main() {
  const text = { type: 'string' }
  const { values } = parseArgs({
    options: {
      only: text,
      variant: { ...text, default: 'woven' },
      budgets: { ...text, default: new URL('budgets.mjs', import.meta.url).pathname },
      processes: { ...text, default: '4' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) return console.log(USAGE)
  const { budgets } = await import(pathToFileURL(resolve(values.budgets)).href)
  const chosen = budgets.filter(({ name }) => values.only?.split(',').includes(name) ?? true)
  if (chosen.length === 0) throw new Error(`There is no figure ${values.only}`)
  // Time on a core, where it can be had: whatever else runs on the machine is in both sides of a ratio, but not evenly.
  const clock = process.platform === 'linux' ? 'cpu' : 'wall'
  const options = readOptions([
    '--quick',
    '--processes',
    values.processes,
    '--variants',
    values.variant,
    '--clock',
    clock,
  ])
  const lines = []
  for (const budget of chosen) {
    const figure = await figures[budget.name](options, console.log)
    lines.push(describe(budget, figure))
    if (!judge(budget, figure).keeps) process.exitCode = 1
  }
  console.log(`\n${lines.join('\n')}`)
}

function describe(budget, figure) {
  const { keeps, limit } = judge(budget, figure)
  const [ratio, noise, most] = [figure.ratio.toFixed(3), `${(figure.noise * 100).toFixed(1)} %`, limit.toFixed(3)]
  const word = budget.atMost === undefined ? 'at least' : 'at most'
  const asked = `${word} ${budget.atMost ?? budget.atLeast}, with a noise of ${noise} ${word} ${most}`
  return `${keeps ? 'kept  ' : 'PASSED'} ${budget.name}: ${ratio} (${asked}): ${budget.says}`
}

main().catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
