import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterwards } from './afterwards.mjs'

/**
 * A folder that is gone after the test.
 *
 * @param name how its name begins
 * @returns its real path
 */
export function temporaryFolder(context, name = 'debugin-') {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), name)))
  afterwards(context, () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}
