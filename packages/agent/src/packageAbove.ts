import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The nearest package.json in a folder or above it: its folder, and the name it gives; null where there is none. */
export function packageAbove(folder: string): { folder: string; name: string | undefined } | null {
  for (let at = folder; ; at = dirname(at)) {
    try {
      const { name } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')) as { name?: unknown }
      return { folder: at, name: typeof name === 'string' && name !== '' ? name : undefined }
    } catch {
      if (dirname(at) === at) return null
    }
  }
}
