import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cleanEnvironment } from '../cli/command.mjs'
import { ROOT } from '../docs/codeBlocks.mjs'

const OWN = new Map(
  readdirSync(join(ROOT, 'packages'))
    .map((folder) => JSON.parse(readFileSync(join(ROOT, 'packages', folder, 'package.json'), 'utf8')))
    .map((said) => [said.name, said]),
)

/** What the package.json of a package of ours says. */
export function packageFile(name) {
  return OWN.get(name)
}

/**
 * Packs packages of ours, and those of ours that they need, as they would be published.
 *
 * @returns the paths of the files by the names of the packages
 */
export async function pack(wanted, folder) {
  const names = new Set(wanted)
  for (const name of names) {
    for (const needed of Object.keys(OWN.get(name).dependencies ?? {})) if (OWN.has(needed)) names.add(needed)
  }
  const workspaces = [...names].flatMap((name) => ['--workspace', name])
  await run(ROOT, 'npm', 'pack', ...workspaces, '--pack-destination', folder, '--silent')
  return new Map([...names].map((name) => [name, join(folder, fileName(OWN.get(name)))]))
}

/** Resolves to what a program writes to stdout, which the error holds where it fails. */
export async function run(cwd, program, ...args) {
  try {
    return (await promisify(execFile)(program, args, { cwd, env: cleanEnvironment() })).stdout
  } catch (error) {
    throw new Error(`${error.message}\n${error.stdout}`, { cause: error })
  }
}

function fileName({ name, version }) {
  return `${name.replace('@', '').replace('/', '-')}-${version}.tgz`
}
