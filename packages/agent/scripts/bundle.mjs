/**
 * Makes one file each of what runs in the program, of the agent's thread, of the thread of asynchronous hooks, and of the
 * compiler with its parser, over what tsc has built of the same sources. To find, read and compile a hundred small files
 * takes much longer, and a program waits for it. Packages of others go into them, too: to fetch and unpack a package for
 * each takes longer than all else when the agent is installed. Names stay, nothing is made shorter, and types come from
 * tsc.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'

const PACKAGE = join(import.meta.dirname, '..')

const ENTRIES = ['program/inProcess', 'thread/main', 'load/asyncHooks']

/** What several of these files need, or few programs do, has a file of its own, which is loaded when it is needed. */
const APART = {
  '@debugin/compiler': 'compiler/compiler',
  '@jridgewell/sourcemap-codec': 'vendor/sourcemap-codec',
  '@jridgewell/trace-mapping': 'vendor/trace-mapping',
  picomatch: 'vendor/picomatch',
}

/** Loaded by `import` here and by `require` there, it would come twice. */
const ONCE = ['valibot']

/** As tsc has it, but for `paths`, which lead tsc to types that stand elsewhere. */
const TSCONFIG = { compilerOptions: { target: 'es2023', strict: true } }

const { resolve } = createRequire(join(PACKAGE, 'package.json'))

const { metafile, outputFiles } = await build({
  absWorkingDir: PACKAGE,
  entryPoints: [
    ...ENTRIES.map((name) => ({ in: `src/${name}.ts`, out: name })),
    ...Object.entries(APART).map(([name, out]) => ({ in: name, out })),
  ],
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  tsconfigRaw: TSCONFIG,
  alias: Object.fromEntries(ONCE.map((name) => [name, resolve(name)])),
  metafile: true,
  write: false,
  logLevel: 'warning',
  plugins: [
    {
      name: 'files of their own',
      setup({ onResolve }) {
        onResolve({ filter: /^[@\w]/ }, ({ path, kind }) =>
          kind === 'entry-point' || APART[path] === undefined ? null : { path: `../${APART[path]}.js`, external: true },
        )
        onResolve({ filter: /\/vendor\/prom-client\// }, ({ path }) => ({ path, external: true }))
      },
    },
  ],
})

for (const { path, text } of outputFiles) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, inAscii(path, text))
}

const compiler = readFileSync(join(PACKAGE, 'dist/compiler/compiler.js'))
writeFileSync(join(PACKAGE, 'dist/compiler/fingerprint.txt'), createHash('sha256').update(compiler).digest('hex'))
writeFileSync(join(PACKAGE, 'dist/LICENSES.txt'), licencesOf(Object.keys(metafile.inputs)))

/**
 * A single character that needs two bytes makes V8 keep two for each of a file. esbuild escapes them but in comments, where
 * they may go, and in regular expressions.
 *
 * @throws Error for one that stands in code
 */
function inAscii(path, text) {
  return text.replace(/^.*\P{ASCII}.*$/gmu, (line) => {
    if (!/^\s*(\/\/|\/?\*)/.test(line))
      throw new Error(`${path}: write this with escapes, in ASCII: ${line.slice(0, 200)}`)
    return line.replace(/\P{ASCII}/gu, '?')
  })
}

/** The licences of the packages of others from which something was bundled, each under its name. */
function licencesOf(files) {
  const folders = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? [])
  const texts = [...new Set(folders)].map((folder) => {
    const name = folder.replace(/^.*node_modules\//, '')
    const licence = readdirSync(join(PACKAGE, folder)).find((file) => /^LICEN[CS]E/i.test(file))
    return `${name}\n\n${readFileSync(join(PACKAGE, folder, licence), 'utf8')}`
  })
  return texts.join('\n')
}
