import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { distFolder } from './distFolder'

/** Loads the compiler with its parser, which a program does without as long as its woven files come out of the cache. */
export function loadCompiler(): typeof import('@debugin/compiler') {
  return require('@debugin/compiler')
}

/**
 * Everything beside source and options that decides what comes out of the compiler: a fingerprint of its build, with all
 * that it consists of. Does not load it.
 *
 * @throws Error where the file that the build wrote it into cannot be read
 */
export function compilerVersion(): string {
  return readFileSync(join(distFolder, 'compiler', 'fingerprint.txt'), 'latin1')
}
