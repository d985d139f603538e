import assert from 'node:assert/strict'
import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeTree } from '../../agent/harness/tree.mjs'
import { appFolder, outputOf } from './app.mjs'
import { assertProbed } from './assertProbed.mjs'
import { BUILDS } from './builds.mjs'

/**
 * Builds the program by a bundler and asserts that it can be probed under the agent, and that without the agent it does
 * what the plain build does.
 *
 * @param settings `minify`; `map` 'file', 'inline', 'none'; `moved`: it runs in another folder, without its sources
 */
export async function assertBundle(context, bundler, { minify = false, map = 'file', moved = false } = {}) {
  const built = appFolder(context)
  const plain = outputOf(built, await BUILDS[bundler]({ folder: built, woven: false, minify, map }))
  rmSync(join(built, 'dist'), { recursive: true })
  const main = await BUILDS[bundler]({ folder: built, woven: true, minify, map })
  assert.equal(outputOf(built, main), plain)
  const folder = moved ? moveBuild(context, built) : built
  await assertProbed(context, folder, main, { hasMap: map !== 'none' })
}

/** To where nothing but the build is. */
function moveBuild(context, built) {
  const folder = writeTree(context, {})
  renameSync(join(built, 'dist'), join(folder, 'dist'))
  rmSync(join(built, 'src'), { recursive: true })
  return folder
}
