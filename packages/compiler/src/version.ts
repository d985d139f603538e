import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Everything beside source and options that decides what comes out of `instrument()`: this compiler's version and
 * build, and the version of the parser that is installed. Loads neither.
 *
 * @throws Error when a file of the two cannot be read
 */
export function compilerVersion(): string {
  const { version } = readJson(join(__dirname, '..', 'package.json'))
  const { fingerprint } = readJson(join(__dirname, 'fingerprint.json'))
  const parser = readJson(require.resolve('@babel/parser/package.json'))
  return `${version}-${fingerprint} with @babel/parser ${parser.version}`
}

function readJson(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>
}
