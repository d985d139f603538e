import { execFileSync } from 'node:child_process'
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeTree } from '../../agent/harness/tree.mjs'

const APP = join(import.meta.dirname, '../app')

/** The text of a file of the program. */
export const sourceOf = (file) => readFileSync(join(APP, 'src', file), 'utf8')

/** A folder with the program, not built yet. */
export function appFolder(context) {
  const folder = writeTree(context, {})
  cpSync(APP, folder, { recursive: true })
  return folder
}

/** What a built program prints without the agent. */
export function outputOf(folder, main) {
  return execFileSync(process.execPath, [main], { cwd: folder, encoding: 'utf8' })
}
