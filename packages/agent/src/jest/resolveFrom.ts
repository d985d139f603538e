import { dirname } from 'node:path'

/**
 * Finds a package as the project has it, or as the test runner does that was started.
 *
 * @throws Error of Node where neither has it
 */
export function resolveFrom(name: string, rootDir: string): string {
  const runner = process.argv[1]
  return require.resolve(name, { paths: [rootDir, ...(runner === undefined ? [] : [dirname(runner)])] })
}
