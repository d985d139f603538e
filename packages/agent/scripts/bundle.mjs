/**
 * Makes one file each of what runs in the program, of the agent's thread and of the thread of asynchronous hooks, over
 * what tsc has built of the same sources. To find, read and compile a hundred small files takes much longer, and a program
 * waits for it. Names stay, nothing is made shorter, and types come from tsc.
 */
import { join } from 'node:path'
import { build } from 'esbuild'

const ENTRIES = ['program/inProcess', 'thread/main', 'load/asyncHooks']

/** Of our packages: the compiler is loaded when a file has to be woven, and its version stands in files beside it. */
const APART = ['@debugin/compiler', '@debugin/compiler/version']

const isOwn = (path) => path.startsWith('@debugin/') && !APART.includes(path)

await build({
  absWorkingDir: join(import.meta.dirname, '..'),
  entryPoints: ENTRIES.map((name) => ({ in: `src/${name}.ts`, out: name })),
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  logLevel: 'warning',
  plugins: [
    {
      name: 'packages of others',
      setup({ onResolve }) {
        onResolve({ filter: /^[@\w]|\/vendor\/prom-client\// }, ({ path, kind }) =>
          kind === 'entry-point' || isOwn(path) ? null : { path, external: true },
        )
      },
    },
  ],
})
