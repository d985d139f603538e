/**
 * Writes down what this build of the compiler consists of. Woven output that was kept counts only for the build that
 * made it, and between two releases the version alone does not tell builds apart.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const packages = join(import.meta.dirname, '..', '..')
const hash = createHash('sha256')
for (const name of ['protocol', 'compiler']) {
  const folder = join(packages, name, 'dist')
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.js'))
  for (const file of files.sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(folder, file)))
}
const fingerprint = hash.digest('hex').slice(0, 16)
writeFileSync(join(packages, 'compiler', 'dist', 'fingerprint.json'), `${JSON.stringify({ fingerprint })}\n`)
