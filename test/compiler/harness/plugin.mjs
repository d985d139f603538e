import assert from 'node:assert/strict'
import debugin from '@debugin/babel-plugin'
import { languageOf } from '@debugin/compiler'
import { hitsOf } from './armed.mjs'
import { loadProgram } from './program.mjs'
import { run } from './run.mjs'

const DIALECTS = { js: ['jsx'], jsx: ['jsx'], ts: ['typescript'], tsx: ['typescript', 'jsx'] }

/** Babel's generator loses the decorators of a parameter that has a default, with the plugin or without. */
const LOST_BY_BABEL = ['typescript/decorators']

/**
 * Asserts that programs do the same plain and woven by the plugin, and that armed ones hit.
 *
 * @param babel `@babel/core` of the given version
 */
export async function assertPluginSame(babel, version, modes, samples) {
  assert.ok(babel.version.startsWith(`${version}.`), `${babel.version} is not ${version}`)
  const weave = weaveByPlugin(babel)
  let woven = 0
  for (const [name, folder] of samples) {
    if (LOST_BY_BABEL.includes(name)) continue
    const program = loadProgram(folder)
    const plain = await run(program, 'plain')
    for (const mode of modes) {
      const { seen, runtime, results } = await run(program, mode, weave)
      assert.deepEqual(seen, plain.seen, `${name}, ${mode}`)
      assert.equal(runtime?.faults ?? 0, 0, `${name}, ${mode}`)
      if (!results.some((result) => result.woven)) continue
      woven++
      assert.equal(runtime !== null && hitsOf(runtime) > 0, mode.startsWith('armed'), `${name}, ${mode}: hits`)
    }
  }
  assert.ok(woven >= (samples.length - 10) * modes.length, `${woven} runs of ${samples.length} samples were woven`)
}

/**
 * Weaves as `run` wants it, by the plugin.
 *
 * @param babel `@babel/core` of either major
 */
function weaveByPlugin(babel) {
  return (source, { file, sourceType, gates }) => {
    const dialect = DIALECTS[languageOf(file)]
    for (const decorators of ['decorators', 'decorators-legacy']) {
      const parserOpts = {
        allowReturnOutsideFunction: sourceType === 'commonjs',
        allowNewTargetOutsideFunction: sourceType === 'commonjs',
        allowUndeclaredExports: true,
        plugins: ['decoratorAutoAccessors', 'explicitResourceManagement', ...dialect, decorators],
      }
      try {
        const { code, metadata } = babel.transformSync(source, {
          filename: file,
          babelrc: false,
          configFile: false,
          compact: false,
          sourceType: sourceType === 'module' ? 'module' : 'script',
          parserOpts,
          plugins: [[debugin, { sourceType, gates }]],
        })
        return { ...metadata.debugin, code }
      } catch (error) {
        if (error.code !== 'BABEL_PARSE_ERROR') throw error
      }
    }
    return { woven: false, code: source }
  }
}
