import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { temporaryFolder } from '../agent/harness/temporaryFolder.mjs'

const ROOT = join(import.meta.dirname, '../..')

/** Packages as npm installs them: no links, since runners treat what is in `node_modules` in another way. */
const OWN = ['protocol', 'expression', 'compiler', 'runtime', 'agent', 'babel-plugin', 'bundler']

/** A folder for projects, with a `node_modules` in which DebugIn and all test runners are. */
export function installAll(context) {
  const folder = temporaryFolder(context, 'debugin-runners-')
  const modules = join(folder, 'node_modules')
  const runners = join(ROOT, 'test/runners/node_modules')
  mkdirSync(modules)
  link(runners, modules)
  link(join(ROOT, 'node_modules'), modules)
  symlinkSync(join(runners, '.bin'), join(modules, '.bin'), 'dir')
  for (const name of OWN) {
    const target = join(modules, '@debugin', name === 'bundler' ? 'unplugin' : name)
    for (const part of ['package.json', 'dist']) {
      cpSync(join(ROOT, 'packages', name, part), join(target, part), { recursive: true })
    }
  }
  return folder
}

/** Links every package of a folder that is not there yet. */
function link(from, to) {
  for (const name of readdirSync(from).filter((entry) => !entry.startsWith('.') && entry !== '@debugin')) {
    if (name.startsWith('@')) {
      mkdirSync(join(to, name), { recursive: true })
      link(join(from, name), join(to, name))
    } else if (!existsSync(join(to, name))) {
      symlinkSync(join(from, name), join(to, name), 'dir')
    }
  }
}

/** Writes a project that finds what `installAll` has installed. */
export function writeProject(installed, files) {
  const folder = mkdtempSync(join(installed, 'project-'))
  for (const [path, text] of Object.entries({ 'package.json': '{"name":"project"}', ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return folder
}
