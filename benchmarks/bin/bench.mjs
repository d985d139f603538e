#!/usr/bin/env node
import { writeFile } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import * as flip from '../flip/scenario.mjs'
import * as hit from '../hit/scenario.mjs'
import * as idle from '../idle/scenario.mjs'
import * as load from '../load/scenario.mjs'
import * as servers from '../servers/scenario.mjs'
import * as sink from '../sink/scenario.mjs'
import * as startup from '../startup/scenario.mjs'
import { compareWith } from './compare.mjs'
import { readOptions, usage } from './options.mjs'

/** Each scenario is a module with `purpose` and `runScenario(options, print)`, which gives back its numbers. */
const scenarios = { idle, servers, hit, flip, load, startup, sink }

async function main(args) {
  const options = readOptions(args)
  if (options.help) return console.log(`${usage}\n\nScenarios: ${listScenarios()}`)
  const names = options.scenarios.length > 0 ? options.scenarios : Object.keys(scenarios)
  const unknown = names.filter((name) => !Object.hasOwn(scenarios, name))
  if (unknown.length > 0) throw new Error(`There is no scenario ${unknown.join(', ')}; there are ${listScenarios()}`)
  if (options.compare !== undefined) {
    const rows = compareWith(options.compare, options.others, console.log)
    if (options.json !== undefined) await writeFile(options.json, toJson(options, { compare: rows }))
    return
  }
  const results = {}
  for (const name of names) {
    console.log(`${name}: ${scenarios[name].purpose}`)
    results[name] = await scenarios[name].runScenario(options, console.log)
  }
  if (options.json !== undefined) await writeFile(options.json, toJson(options, results))
}

function listScenarios() {
  return Object.keys(scenarios).join(', ')
}

function toJson({ processes, scale, clock, quick, instrument }, results) {
  const [load] = loadavg()
  const machine = { cpu: cpus()[0]?.model ?? null, cores: cpus().length, platform: process.platform, load }
  return `${JSON.stringify({ date: new Date().toISOString(), machine, settings: { processes, scale, clock, quick, instrument }, results }, null, 1)}\n`
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
