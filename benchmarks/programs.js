'use strict'

// What the benchmarks run: every file in kernels/ and workloads/ exports `name`, `isolates` (a sentence), `run(scale)`,
// which gives a checksum or a promise of one, and `expected` (scale → checksum) or `verify(checksum, scale)`.

const { readdirSync } = require('node:fs')
const { basename, join } = require('node:path')

const KINDS = ['kernels', 'workloads']

/** All programs as `{ name, kind, file }`, in the order of their names; nothing is loaded. */
function listPrograms() {
  return KINDS.flatMap((kind) => {
    const folder = join(__dirname, kind)
    const files = readdirSync(folder).filter((file) => file.endsWith('.js'))
    return files.sort().map((file) => ({ name: basename(file, '.js'), kind, file: join(folder, file) }))
  })
}

/** Throws unless `checksum` is what `program` must come to at `scale`. */
function verifyChecksum(program, checksum, scale) {
  if (program.verify?.(checksum, scale)) return
  const expected = program.expected?.[scale]
  if (expected !== undefined && expected === checksum) return
  const wanted = program.verify ? 'one that verify() accepts' : (expected ?? 'known for no such scale')
  throw new Error(`${program.name} at scale ${scale} came to ${checksum}; the right checksum is ${wanted}`)
}

module.exports = { listPrograms, verifyChecksum }
