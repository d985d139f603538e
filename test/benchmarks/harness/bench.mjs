import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { temporaryFolder } from '../../agent/harness/temporaryFolder.mjs'

const bench = fileURLToPath(new URL('../../../benchmarks/bin/bench.mjs', import.meta.url))

/** Runs the idle scenario on its quickest kernel, with more `options`: `{ stdout, stderr }`. Rejects as execFile does. */
export function runBench(...options) {
  const args = ['idle', '--quick', '--only', 'mandelbrot', '--processes', '2', ...options]
  return promisify(execFile)(process.execPath, [bench, ...args])
}

/** A folder that is gone after the test, and how to write a file there, which gives its path. */
export function benchFolder(context) {
  const folder = temporaryFolder(context, 'debugin-bench-test-')
  const writeModule = (name, text) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  return { folder, writeModule }
}
