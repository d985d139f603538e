/**
 * Makes one file each of what runs in the program, of the agent's thread and of the thread of asynchronous hooks, over
 * what tsc has built of the same sources. To find, read and compile a hundred small files takes much longer, and a program
 * waits for it. Names stay, nothing is made shorter, and types come from tsc.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const PACKAGE = join(import.meta.dirname, '..')

const ENTRIES = ['program/inProcess', 'thread/main', 'load/asyncHooks']

/** Of our packages: the compiler is loaded when a file has to be woven, and its version stands in files beside it. */
const APART = ['@debugin/compiler', '@debugin/compiler/version']

/**
 * Of others: hono is small as far as it is used, but has six hundred files, which take a quarter of the time in which
 * the agent is installed.
 */
const OF_OTHERS = /^(?:hono|@hono\/node-server)(?:\/|$)/

const isBundled = (path) => (path.startsWith('@debugin/') ? !APART.includes(path) : OF_OTHERS.test(path))

const { metafile } = await build({
  absWorkingDir: PACKAGE,
  entryPoints: ENTRIES.map((name) => ({ in: `src/${name}.ts`, out: name })),
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  metafile: true,
  logLevel: 'warning',
  plugins: [
    {
      name: 'packages of others',
      setup({ onResolve }) {
        onResolve({ filter: /^[@\w]|\/vendor\/prom-client\// }, ({ path, kind }) =>
          kind === 'entry-point' || isBundled(path) ? null : { path, external: true },
        )
      },
    },
  ],
})

writeFileSync(join(PACKAGE, 'dist/thread/LICENSES.txt'), licencesOf(Object.keys(metafile.inputs)))

/** The licences of the packages of others from which something was bundled, each under its name. */
function licencesOf(files) {
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [])
  const texts = [...new Set(folders)].map((folder) => {
    const name = folder.replace(/^.*node_modules\//, '')
    return `${name}\n\n${readFileSync(join(PACKAGE, folder, 'LICENSE'), 'utf8')}`
  })
  return texts.join('\n')
}
