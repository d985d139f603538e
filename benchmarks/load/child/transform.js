'use strict'

// One process that rewrites or parses files: the first time with nothing optimised yet, then some more.
// Arguments: the tool, how often, files. Prints { loadMs, cold: ms of the first round, warm: ms of the fastest, lines,
// bytes, codeBytes, functions, sites }.

const { readFileSync } = require('node:fs')
const { basename } = require('node:path')
const { tools } = require('./tools.js')

const [, , tool, rounds, ...files] = process.argv

/** Milliseconds that all threads of this process have spent on cores: others use the machine too. */
function spent() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

function main() {
  const began = spent()
  const transform = tools[tool]()
  const loadMs = spent() - began
  const sources = files.map((file) => ({ file, source: readFileSync(file, 'utf8') }))
  const times = []
  let results
  for (let round = 0; round < Number(rounds); round++) {
    const from = spent()
    results = sources.map(({ file, source }) => transform(source, file))
    times.push(spent() - from)
  }
  for (const [at, { proof }] of results.entries()) {
    if (!proof) throw new Error(`${tool} made nothing of ${basename(files[at])}`)
  }
  const sum = (of) => results.reduce((all, result) => all + (of(result) ?? 0), 0)
  return {
    loadMs,
    cold: times[0],
    warm: Math.min(...times),
    lines: sources.reduce((all, { source }) => all + source.split('\n').length, 0),
    bytes: sources.reduce((all, { source }) => all + Buffer.byteLength(source), 0),
    codeBytes: sum(({ code }) => code && Buffer.byteLength(code)),
    functions: sum(({ functions }) => functions),
    sites: sum(({ sites }) => sites),
  }
}

console.log(JSON.stringify(main()))
