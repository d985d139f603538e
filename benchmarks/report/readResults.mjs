import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The figures of a folder: for each section `{ date, machine, settings, runs: one for each Node }`, the latest file counting. */
export function readResults(folder) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
  const files = names.map((name) => readFile(join(folder, name))).sort((a, b) => a.date.localeCompare(b.date))
  const found = {}
  for (const { date, machine, settings, results } of files) {
    for (const [section, runs] of Object.entries(results)) found[section] = { date, machine, settings, runs }
  }
  return found
}

function readFile(path) {
  const content = JSON.parse(readFileSync(path, 'utf8'))
  for (const field of ['date', 'machine', 'settings', 'results']) {
    if (content[field] === undefined) throw new Error(`${path} has no ${field}; npm run bench -- --json writes it`)
  }
  return content
}
