import assert from 'node:assert/strict'
import { sep } from 'node:path'
import { assertSound, run } from './run.mjs'

/**
 * Each program with the packages that it works with; `large`: too much to do with every probe on in a short test; `long`:
 * not for a short test at all.
 */
export const PROGRAMS = {
  'acorn.mjs': { packages: ['acorn'], large: true, long: true },
  'ajv.cjs': { packages: ['ajv', 'ajv-formats', 'fast-uri'], long: true },
  'commander.cjs': { packages: ['commander'], long: true },
  'esm.mjs': { packages: ['micromark', 'nanoid', 'p-queue', 'uuid'], long: true },
  'express.cjs': { packages: ['express', 'router', 'send', 'body-parser'], long: true },
  'immutable.mjs': { packages: ['immutable'], long: true },
  'lodash.cjs': { packages: ['lodash'] },
  'marked.mjs': { packages: ['marked'] },
  'prettier.mjs': { packages: ['prettier'], large: true, long: true },
  'prettier-standalone.cjs': { packages: ['prettier'], large: true },
  'react.cjs': { packages: ['react', 'react-dom'], long: true },
  'yaml.cjs': { packages: ['yaml'], long: true },
  'zod.mjs': { packages: ['zod'] },
}

/** Why a file may be left as it is. */
const EXPECTED_REFUSALS = ['nothing runs', 'it is minified, and there is no source map']

/**
 * Runs a program plain and woven, and asserts that nobody could see a difference.
 *
 * @param modes `idle`, `armed`
 * @param major the version of Node, or undefined for this one
 */
export async function assertSame(context, name, modes, major) {
  const { packages } = PROGRAMS[name]
  const plain = await run(context, 'plain', [`programs/${name}`], major)
  assert.notEqual(plain.seen.stdout, '')
  for (const mode of modes) {
    const woven = await run(context, mode, [`programs/${name}`], major)
    assert.deepEqual(woven.seen, plain.seen, mode)
    ASSERT_REPORT[mode](woven.report(), packages)
  }
}

/** Files that these tests and the agent itself bring along. */
const NOT_ASKED_FOR = ['it is not included', 'it belongs to the agent']

const ASSERT_REPORT = {
  idle({ processes }, packages) {
    const { woven, skipped } = processes[0].files
    assert.ok(woven > packages.length, `only ${woven} files were woven`)
    const asked = skipped.filter(({ reason }) => !NOT_ASKED_FOR.includes(reason))
    const unexpected = asked.filter(({ reason }) => !EXPECTED_REFUSALS.includes(reason))
    assert.deepEqual(unexpected, [])
  },
  armed(report, packages) {
    assertSound(report)
    for (const name of packages) {
      const inside = `${sep}node_modules${sep}${name}${sep}`
      assert.ok(
        report.files.some((path) => path.includes(inside)),
        `no file of ${name} ran woven`,
      )
    }
  },
}
