import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { startProgram } from '../agent/harness/program.mjs'
import { lineOf, writeTree } from '../agent/harness/tree.mjs'
import { appFolder, outputOf } from '../bundlers/harness/app.mjs'
import { assertProbed } from '../bundlers/harness/assertProbed.mjs'
import { compile, installBabel } from './harness/compile.mjs'

const TARGETS = { 'today’s Node': { node: '20' }, 'ancient browsers': { ie: '11' } }

const presetsFor = (targets) => [['@babel/preset-env', { targets, modules: 'commonjs' }], '@babel/preset-typescript']

for (const major of [7, 8]) {
  for (const [name, targets] of Object.entries(TARGETS)) {
    test(`Babel ${major} with preset-env for ${name}, preset-typescript and "@debugin"`, async (context) => {
      const folder = appFolder(context)
      const babel = installBabel(folder, major)
      assert.ok(babel.version.startsWith(`${major}.`))
      const presets = presetsFor(targets)
      compile(babel, folder, { presets })
      const plain = outputOf(folder, 'dist/main.js')
      rmSync(join(folder, 'dist'), { recursive: true })
      compile(babel, folder, { plugins: ['@debugin'], presets })
      assert.equal(outputOf(folder, 'dist/main.js'), plain)
      // A call of what was imported becomes `(0, _price.priceOf)(item, rate)`, whose place is the parenthesis.
      await assertProbed(context, folder, 'dist/main.js', { columns: false })
    })
  }

  test(`Babel ${major} with preset-react and "@debugin": a probe in a component`, async (context) => {
    const folder = writeTree(context, { 'src/app.tsx': PAGE })
    const babel = installBabel(folder, major)
    const react = ['@babel/preset-react', { runtime: 'classic', pragma: 'h' }]
    compile(babel, folder, { plugins: ['@debugin'], presets: [...presetsFor({ node: '20' }), react] })
    const { api, events, step } = await startProgram(context, { folder, main: 'dist/app.js' })
    const line = lineOf(PAGE, '<li key')
    const { id } = await api.trace({ file: 'src/app.tsx', line })
    assert.equal(await step('page'), '<ul>hello {name}<li>TEA</li><li>POT</li></ul>')
    const [first, second] = await events.hits(id, 2)
    assert.deepEqual([first.payload.file, first.payload.line], [join(folder, 'src/app.tsx'), line])
    assert.deepEqual(
      [first, second].map(({ payload }) => payload.snapshot.arguments.name),
      ['tea', 'pot'],
    )
    assert.equal(second.payload.snapshot.returnValue, '<li>POT</li>')
  })

  for (const first of ['@debugin', 'another plugin']) {
    test(`Babel ${major}, ${first} first in the list: sites are those of the source`, (context) => {
      const folder = writeTree(context, {})
      const babel = installBabel(folder, major)
      const list = ['@debugin', rewriting]
      const { code, metadata } = babel.transformSync('export const f = (a) => {\n  return a\n}\n', {
        cwd: folder,
        filename: join(folder, 'src/f.js'),
        plugins: first === '@debugin' ? list : list.reverse(),
      })
      assert.equal(metadata.debugin.woven, true)
      // The other plugin has renamed and added what it sees; the table has what the source has.
      assert.match(code, /renamed/)
      assert.match(code, / a +f"/)
    })
  }

  test(`Babel ${major} leaves what is woven already`, (context) => {
    const folder = writeTree(context, {})
    const babel = installBabel(folder, major)
    const weave = (text) => babel.transformSync(text, { cwd: folder, filename: 'a.js', plugins: ['@debugin'] })
    const { code } = weave('const f = (a) => a\n')
    const { code: again, metadata } = weave(code)
    assert.equal(again, code)
    assert.deepEqual(metadata.debugin, { woven: false, skipped: [{ line: 1, reason: 'it is woven already' }] })
  })
}

const PAGE = `type Props = { names: string[] }

function h(tag: string, _props: unknown, ...children: unknown[]): string {
  return \`<\${tag}>\${children.flat().join('')}</\${tag}>\`
}

const List = ({ names }: Props) => (
  <ul>
    hello {'{name}'}
    {names.map((name) =>
      <li key={name}>{name.toUpperCase()}</li>
    )}
  </ul>
)

require('../steps.cjs')({ page: () => List({ names: ['tea', 'pot'] }) })
`

/** Does to names and statements what a plugin should not do before the places of a file are known. */
function rewriting({ types }) {
  return {
    visitor: {
      Program(path) {
        path.unshiftContainer('body', types.expressionStatement(types.stringLiteral('added')))
        path.traverse({ Function: (fn) => fn.scope.rename('a', 'renamed') })
      },
    },
  }
}
