import { isAbsolute, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A path with `/` between its segments and no `./` before them; `file:` URLs become paths. */
export function normalPath(path: string): string {
  const plain = path.startsWith('file:') ? fromUrl(path) : path
  return plain.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '')
}

function fromUrl(url: string): string {
  try {
    return fileURLToPath(url)
  } catch {
    return url
  }
}

/** Whether a path ends in the given segments: `src/app.js` in `app.js`, but not in `p.js`. */
export function endsWithSegments(path: string, suffix: string): boolean {
  return path === suffix || (path.endsWith(suffix) && path[path.length - suffix.length - 1] === '/')
}

/** The absolute path that somebody means who names a file from the root, normal; null for one that leaves the root. */
export function fromRoot(root: string, path: string): string {
  return normalPath(isAbsolute(path) ? path : resolve(root, path))
}
