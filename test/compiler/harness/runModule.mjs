import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, describeThrown } from './describe.mjs'

const folder = mkdtempSync(join(tmpdir(), 'debugin-compiler-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

let runs = 0

/** A folder that no other run has: modules are known by their path. */
export function freshFolder() {
  const path = join(folder, String(runs++))
  mkdirSync(path)
  return path
}

/**
 * Runs an ES module of this process and tells what could be seen of it, as `runScript` does.
 *
 * @param files text of every file by name; the first is the one to run
 * @param path where they go: a folder of their own
 */
export async function runModule(files, path, runtime) {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
  const seen = []
  globalThis.log = (...values) => {
    seen.push(values.map((value) => describe(value)).join(' '))
    runtime?.onLog()
  }
  globalThis.h = (type, properties, ...children) => ({ type, properties, children })
  runtime?.install(globalThis)
  try {
    const exports = await import(pathToFileURL(join(path, Object.keys(files)[0])))
    seen.push(`gives ${describe({ ...exports })}`)
  } catch (error) {
    seen.push(describeThrown(error))
  }
  await new Promise((resolve) => setImmediate(resolve))
  delete globalThis[Symbol.for('debugin.runtime')]
  return seen
}
