import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import * as esbuild from 'esbuild'

/** Peers that only the matrix installs. */
const peers = createRequire(join(import.meta.dirname, '../package.json'))
const entry = (bundler) => createRequire(import.meta.url)(`@debugin/unplugin/${bundler}`)

/**
 * Builds the program of a folder, `src/main.ts`, into its `dist`.
 *
 * @typedef {{ folder: string, woven: boolean, minify: boolean, map: 'file' | 'inline' | 'none' }} Build
 * @type {Record<string, (build: Build) => Promise<string>>} each gives the path to run, from the folder
 */
export const BUILDS = {
  async esbuild({ folder, woven, minify, map }) {
    await esbuild.build({
      absWorkingDir: folder,
      entryPoints: ['src/main.ts'],
      outdir: 'dist',
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      minify,
      sourcemap: { file: true, inline: 'inline', none: false }[map],
      logLevel: 'error',
      plugins: woven ? [entry('esbuild')({ root: folder })] : [],
    })
    return 'dist/main.mjs'
  },

  async rollup({ folder, woven, minify, map }) {
    const { rollup } = peers('rollup')
    const bundle = await rollup({
      input: join(folder, 'src/main.ts'),
      plugins: [...(woven ? [entry('rollup')({ root: folder })] : []), typescript(), ...(minify ? [minifier()] : [])],
      onwarn: fail,
    })
    return await write(bundle, folder, map)
  },

  async rolldown({ folder, woven, minify, map }) {
    const { rolldown } = await import(peers.resolve('rolldown'))
    const bundle = await rolldown({
      cwd: folder,
      input: 'src/main.ts',
      platform: 'node',
      plugins: woven ? [entry('rolldown')({ root: folder })] : [],
      onwarn: fail,
    })
    return await write(bundle, folder, map, { minify })
  },

  async vite({ folder, woven, minify, map }) {
    const { build } = await import(peers.resolve('vite'))
    await build({
      root: folder,
      configFile: false,
      logLevel: 'error',
      plugins: woven ? [entry('vite')({ root: folder })] : [],
      build: {
        ssr: 'src/main.ts',
        minify,
        sourcemap: { file: true, inline: 'inline', none: false }[map],
        rolldownOptions: { output: { entryFileNames: '[name].mjs' } },
      },
    })
    return 'dist/main.mjs'
  },

  webpack: (build) =>
    webpackLike(peers('webpack'), 'webpack', build, join(import.meta.dirname, 'webpackTypescript.cjs')),

  rspack: (build) =>
    webpackLike(peers('@rspack/core').rspack, 'rspack', build, {
      loader: 'builtin:swc-loader',
      options: { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } },
    }),
}

async function webpackLike(bundler, name, { folder, woven, minify, map }, typescriptLoader) {
  const compiler = bundler({
    context: folder,
    mode: 'production',
    target: 'node',
    entry: './src/main.ts',
    output: { path: join(folder, 'dist'), filename: 'main.cjs', chunkFilename: '[name].cjs' },
    devtool: { file: 'source-map', inline: 'inline-source-map', none: false }[map],
    optimization: { minimize: minify, chunkIds: 'named' },
    resolve: { extensions: ['.ts', '.js'] },
    module: { rules: [{ test: /\.ts$/, use: typescriptLoader }] },
    plugins: woven ? [entry(name)({ root: folder })] : [],
  })
  const stats = await new Promise((done, failed) => compiler.run((error, made) => (error ? failed(error) : done(made))))
  await new Promise((done) => compiler.close(done))
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString())
  return 'dist/main.cjs'
}

async function write(bundle, folder, map, options = {}) {
  await bundle.write({
    dir: join(folder, 'dist'),
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name].mjs',
    format: 'es',
    sourcemap: { file: true, inline: 'inline', none: false }[map],
    ...options,
  })
  await bundle.close()
  return 'dist/main.mjs'
}

function fail(warning) {
  throw new Error(warning.message)
}

/** Resolves and strips TypeScript. */
function typescript() {
  return {
    name: 'typescript',
    resolveId: (source, importer) =>
      importer !== undefined && source.startsWith('.') ? resolve(importer, '..', `${source}.ts`) : null,
    transform: (code, id) => esbuild.transform(code, { loader: 'ts', sourcemap: true, sourcefile: id }),
  }
}

function minifier() {
  return {
    name: 'minifier',
    renderChunk: (code) => esbuild.transform(code, { minify: true, sourcemap: true, format: 'esm' }),
  }
}
