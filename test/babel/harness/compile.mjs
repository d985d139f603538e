import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const FOLDERS = { 7: 'babel', 8: 'babel8' }

const TEST = join(import.meta.dirname, '../..')
const PLUGIN = join(TEST, '../packages/babel-plugin')

/** Babel of a major as a project has it that has installed it, its presets and the plugin: names resolve from there. */
export function installBabel(folder, major) {
  const modules = join(folder, 'node_modules')
  symlinkSync(join(TEST, FOLDERS[major], 'node_modules/@babel'), join(modules, '@babel'), 'dir')
  const plugin = join(modules, '@debugin/babel-plugin')
  if (!existsSync(plugin)) symlinkSync(PLUGIN, plugin, 'dir')
  return createRequire(join(folder, 'package.json'))('@babel/core')
}

/**
 * Compiles every file of `src` into `dist`, with its map beside it.
 *
 * @param config as a babel.config.json says it
 */
export function compile(babel, folder, config) {
  mkdirSync(join(folder, 'dist'), { recursive: true })
  for (const file of readdirSync(join(folder, 'src'))) {
    const name = file.replace(/\.[jt]sx?$/, '.js')
    const { code, map } = babel.transformFileSync(join(folder, 'src', file), {
      cwd: folder,
      babelrc: false,
      configFile: false,
      sourceMaps: true,
      ...config,
    })
    writeFileSync(join(folder, 'dist', name), `${code}\n//# sourceMappingURL=${name}.map\n`)
    writeFileSync(join(folder, 'dist', `${name}.map`), JSON.stringify({ ...map, sources: [`../src/${file}`] }))
  }
}
