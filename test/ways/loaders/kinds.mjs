/** The line on which every file of these programs holds a probe. */
export const PROBED = '// probe'

/** A file with one function; each is called with a number of its own, so that no two can be mixed up. */
const exported = 'export function price(quantity) {\n  const each = 7\n  return quantity * each // probe\n}\n'
const common = `${exported.replace('export ', '')}exports.price = price\n`
const typed = `interface Goods {
  each: number
}

${exported.replace('(quantity)', '(quantity: number): number').replace('7', '(<Goods>{ each: 7 }).each').replace('<Goods>{ each: 7 }', '{ each: 7 } as Goods')}`
/** What Node's own stripping refuses and compilers turn into code. */
const compiled = `interface Goods {
  each: number
}

enum Each {
  Tea = 7,
}

${exported.replace('(quantity)', '(quantity: number): number').replace('7', 'Each.Tea as number')}`

/** What programs print: the answers, by kind. */
const PRINT = `
const answers = {}
const say = (kind, answer) => { answers[kind] = answer }
const done = () => { console.log(JSON.stringify(answers)); process.stdin.resume() }
`

const SPACE = 'päth with späce/ünï 文.js'
const STORED = 'node_modules/.pnpm/stored@1.0.0/node_modules/stored/index.js'

const COMMON_JS = {
  'app.js': `${PRINT}
say('CommonJS', require('./common.js').price(1))
say('require(esm)', require('./required.mjs').price(2))
say('nested', require('./nesting.mjs').price(3))
say('JSON', require('./data.json').each)
say('symlinked', require('linked').price(4))
say('pnpm', require('stored').price(5))
say('space', require('./${SPACE}').price(6))
const vm = require('node:vm')
const text = '(function price(quantity) {\\n  return quantity * 7\\n})'
const made = [vm.runInThisContext(text), new vm.Script(text).runInNewContext(), vm.compileFunction('return ' + text)()]
say('vm', made.every((price) => price(2) === 14 && '(' + price + ')' === text) &&
  vm.runInNewContext('price(8)', { price: require('./called.js').price }))
const evaluated = [(0, eval)(text), eval(text), new Function('return ' + text)()]
say('eval', evaluated.every((price) => price(2) === 14 && '(' + price + ')' === text))
import('./dynamic.mjs').then(({ price }) => say('dynamic', price(7))).then(done)
`,
  'common.js': common,
  'called.js': common,
  'required.mjs': exported,
  'nesting.mjs': "export { price } from './nested.mjs'\n",
  'nested.mjs': exported,
  'dynamic.mjs': exported,
  'data.json': '{"each":7}\n',
  'linked/package.json': '{"name":"linked"}',
  'linked/index.js': common,
  [STORED]: common,
  [SPACE]: common,
}

const MODULES = {
  'app.mjs': `import data from './data.json' with { type: 'json' }
import { price } from './esm.mjs'
import common from './common.cjs'
import { tariff, price as exportedAgain } from './again.cjs'
import { meta } from './meta.mjs'
import { price as spaced } from './${SPACE.replace('.js', '.mjs')}'
${PRINT}
say('ESM', price(1))
say('CommonJS', common.price(2))
say('again', exportedAgain(2) === 14 && tariff(6))
say('JSON', data.each)
say('meta', meta(3))
say('space', spaced(4))
say('dynamic', (await import('./dynamic.mjs?query')).price(5))
done()
`,
  'esm.mjs': exported,
  'common.cjs': common,
  // As tsc writes `export { price } from './common'` and an export of its own.
  'again.cjs': `exports.price = void 0
var common_1 = require("./common.cjs")
Object.defineProperty(exports, "price", { enumerable: true, get: function () { return common_1.price; } })
${common.replaceAll('price', 'tariff')}`,
  'dynamic.mjs': exported,
  'meta.mjs': `import { basename } from 'node:path'
export function meta(quantity) {
  const each = basename(import.meta.filename) === 'meta.mjs' && import.meta.url.endsWith('meta.mjs') ? 7 : 0
  return quantity * each // probe
}
`,
  'data.json': '{"each":7}\n',
  [SPACE.replace('.js', '.mjs')]: exported,
}

const TYPES = {
  'app.ts': `import { createRequire } from 'node:module'
import { price } from './lib.ts'
import { price as module } from './module.mts'
${PRINT.replace('answers = {}', 'answers: Record<string, unknown> = {}').replace('(kind, answer)', '(kind: string, answer: unknown)')}
say('ts', price(1))
say('mts', module(2))
say('cts', createRequire(import.meta.url)('./common.cts').price(3))
done()
`,
  'package.json': '{"name":"fixture","type":"module"}',
  'lib.ts': typed,
  'module.mts': typed,
  'common.cts': `${typed.replace('export ', '')}exports.price = price\n`,
}

/** TypeScript that has to be compiled, in either kind of module. */
const COMPILED = {
  'app.ts': `import { price } from './lib'
${PRINT.replace('answers = {}', 'answers: any = {}').replace('(kind, answer)', '(kind: string, answer: unknown)')}
declare const process: any
say('compiled', price(1))
done()
`,
  'lib.ts': compiled,
  'tsconfig.json':
    '{"compilerOptions":{"target":"es2022","module":"commonjs","strict":false,"types":[],"inlineSourceMap":true}}',
}
const COMPILED_MODULES = {
  ...COMPILED,
  'app.ts': COMPILED['app.ts'].replace('./lib', './lib.ts'),
  'package.json': '{"name":"fixture","type":"module"}',
  'tsconfig.json': COMPILED['tsconfig.json'].replace('commonjs', 'esnext'),
}

/** As OpenTelemetry does: the hook in Node's own thread of hooks, and a package whose exports it changes. */
const TRACED = {
  ...MODULES,
  'app.mjs': MODULES['app.mjs'].replace(
    PRINT,
    `import { price as traced } from 'dep'\n${PRINT}\nsay('traced', traced(6))`,
  ),
  'node_modules/dep/package.json': '{"name":"dep","type":"module","exports":"./index.js"}',
  'node_modules/dep/index.js': exported,
  'trace.mjs': `import { register } from 'node:module'
import { Hook } from 'import-in-the-middle'
register('import-in-the-middle/hook.mjs', import.meta.url)
new Hook(['dep'], (exports) => {
  const { price } = exports
  exports.price = (quantity) => price(quantity) + 1000
})
`,
}

const COMMON_KINDS = {
  CommonJS: { file: 'common.js', answer: 7 },
  'dynamic import': { says: 'dynamic', file: 'dynamic.mjs', answer: 49 },
  'require(esm)': { file: 'required.mjs', answer: 14 },
  'static imports of require(esm)': {
    says: 'nested',
    file: 'nested.mjs',
    answer: 21,
    gap: (major) => major < 22 && 'a',
  },
  'JSON is left alone': { says: 'JSON', answer: 7 },
  'a symlinked package': { says: 'symlinked', file: 'linked/index.js', answer: 28 },
  "a package in pnpm's store": { says: 'pnpm', file: STORED, answer: 35 },
  'paths with spaces and other letters': { says: 'space', file: SPACE, answer: 42 },
  'vm scripts are left alone, and call woven code': { says: 'vm', file: 'called.js', answer: 56 },
  'eval is left alone': { says: 'eval', answer: true },
}

const MODULE_KINDS = {
  ESM: { file: 'esm.mjs', answer: 7 },
  'ESM importing CommonJS': { says: 'CommonJS', file: 'common.cjs', answer: 14 },
  'CommonJS that exports getters': { says: 'again', file: 'again.cjs', answer: 42 },
  'JSON is left alone': { says: 'JSON', answer: 7 },
  'import.meta': { says: 'meta', file: 'meta.mjs', answer: 21 },
  'paths with spaces and other letters': { says: 'space', file: SPACE.replace('.js', '.mjs'), answer: 28 },
  'dynamic import': { says: 'dynamic', file: 'dynamic.mjs', answer: 35 },
}

const COMPILED_KINDS = { 'compiled TypeScript': { says: 'compiled', file: 'lib.ts', answer: 7 } }
const TRACED_KINDS = {
  ...MODULE_KINDS,
  'what the other loader changes': { says: 'traced', file: 'node_modules/dep/index.js', answer: 1042, returns: 42 },
}

/**
 * Programs by name. `kinds`: what each looks at, with the word under which it prints its `answer`, the `file` where a
 * probe stands, and the letter of a gap. `other`: the loader beside ours, as an argument of Node; `peers`: packages that
 * it needs; `type`: its kind of module; `types`: Node has to strip types; `framesGap`: the letter where
 * frames of stacks have other lines.
 */
export const PROGRAMS = {
  CommonJS: {
    files: COMMON_JS,
    links: { 'node_modules/linked': 'linked', 'node_modules/stored': STORED.replace('/index.js', '') },
    env: { DEBUGIN_INCLUDE_PACKAGES: 'linked,stored' },
    kinds: COMMON_KINDS,
  },
  ESM: { files: MODULES, main: 'app.mjs', type: 'module', kinds: MODULE_KINDS },
  "Node's own types": {
    files: TYPES,
    main: 'app.ts',
    type: 'module',
    types: true,
    kinds: {
      '.ts': { says: 'ts', file: 'lib.ts', answer: 7 },
      '.mts': { says: 'mts', file: 'module.mts', answer: 14 },
      '.cts': { says: 'cts', file: 'common.cts', answer: 21 },
    },
  },
  'tsx, CommonJS': {
    files: COMPILED,
    main: 'app.ts',
    other: ['--import', 'tsx'],
    peers: ['tsx'],
    kinds: COMPILED_KINDS,
  },
  'tsx, ESM': {
    files: COMPILED_MODULES,
    main: 'app.ts',
    type: 'module',
    other: ['--import', 'tsx'],
    peers: ['tsx'],
    kinds: COMPILED_KINDS,
    framesGap: (order) => order === 'after' && 'c',
  },
  'ts-node': {
    files: COMPILED,
    main: 'app.ts',
    other: ['-r', 'ts-node/register'],
    peers: ['ts-node', 'typescript'],
    kinds: COMPILED_KINDS,
  },
  '@swc-node/register, CommonJS': {
    files: COMPILED,
    main: 'app.ts',
    other: ['-r', '@swc-node/register'],
    peers: ['@swc-node/register', 'typescript'],
    kinds: COMPILED_KINDS,
  },
  '@swc-node/register, ESM': {
    files: COMPILED_MODULES,
    main: 'app.ts',
    type: 'module',
    other: ['--import', '@swc-node/register/esm-register'],
    peers: ['@swc-node/register', 'typescript'],
    kinds: COMPILED_KINDS,
    framesGap: (order, major) => order === 'after' && major < 22 && 'c',
  },
  'import-in-the-middle': {
    files: TRACED,
    main: 'app.mjs',
    type: 'module',
    other: ['--import', './trace.mjs'],
    peers: ['import-in-the-middle'],
    env: { DEBUGIN_INCLUDE_PACKAGES: 'dep' },
    kinds: TRACED_KINDS,
  },
}
