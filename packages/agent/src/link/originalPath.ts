import { resolve } from 'node:path'
import { normalPath } from '../thread/files/paths'

/** `webpack://shop/./src/price.ts`, `turbopack:///[project]/src/price.ts`: places in the project that was built. */
const IN_PROJECT = /^(?!file:|node:|data:|https?:)[a-z][\w.+-]+:\/\/[^/]*\/(?:\[project\]\/)?(.*?)(?:\?\w+)?$/i

const ABSOLUTE = /^(?:\/|[A-Za-z]:\/|[a-z][\w+-]+:)/

/**
 * The path of a file that a build named: bundles and their source maps know files from the project's folder, since they
 * may run somewhere else than where they were built.
 *
 * @returns absolute and normal, taken from the root where the name is not absolute
 */
export function originalPath(root: string, name: string): string {
  const path = normalPath(IN_PROJECT.exec(name)?.[1] ?? name)
  return ABSOLUTE.test(path) ? path : normalPath(resolve(root, path))
}
