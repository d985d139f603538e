import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'

/**
 * Writes a file so that, whatever happens meanwhile, either the old text or the new one is there. Nobody but this user
 * can read it.
 *
 * @throws Error when it cannot be written; then the old one is unchanged
 */
export function replaceFile(path: string, text: string): void {
  const part = `${path}.${process.pid}.part`
  rmSync(part, { force: true })
  try {
    const file = openSync(part, 'wx', 0o600)
    try {
      const bytes = Buffer.from(text)
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(part, path)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}
