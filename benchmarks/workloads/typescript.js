'use strict'

// Type-checks and emits a small program with the TypeScript compiler, without its libraries of types.

const ts = require('typescript')
const { addText } = require('./shared/textChecksum.js')

const CLASSES = 3

const LIB = `interface Array<T> { length: number; [n: number]: T; map<U>(f: (value: T) => U): U[] }
interface Boolean {} interface Function {} interface CallableFunction {} interface NewableFunction {}
interface IArguments {} interface Number {} interface Object {} interface RegExp {} interface String { length: number }
`

function makeSource(classes) {
  const one = (n) => `
export interface Shape${n}<T extends { id: number }> { readonly items: T[]; area(scale: number): number; next?: Shape${n}<T> }
export class Box${n}<T extends { id: number; tag?: 'a' | 'b' }> implements Shape${n}<T> {
  #count = ${n}
  constructor(readonly items: T[], private factor: number = ${n}) {}
  area(scale: number): number {
    const ids = this.items.map((item) => item.tag === 'a' ? item.id : item.id * this.factor)
    let sum = 0
    for (let at = 0; at < ids.length; at++) sum += ids[at] * scale
    return sum + this.#count
  }
  static of<U extends { id: number }>(...ids: U[]): Box${n}<U> { return new Box${n}(ids) }
}
export type Keys${n} = { [K in keyof Box${n}<{ id: number }>]: K extends 'area' ? never : K }
const wrong${n}: string = Box${n}.of({ id: ${n} }).area(2)
`
  return Array.from({ length: classes }, (_, n) => one(n)).join('')
}

const texts = { '/lib.d.ts': LIB, '/program.ts': makeSource(CLASSES) }

function createHost(options, written) {
  return {
    getSourceFile: (name) => (name in texts ? ts.createSourceFile(name, texts[name], options.target) : undefined),
    getDefaultLibFileName: () => '/lib.d.ts',
    writeFile: (name, text) => written.push(name, text),
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (name) => name in texts,
    readFile: (name) => texts[name],
  }
}

function run(scale) {
  let checksum = 0
  const options = { target: ts.ScriptTarget.ES2020, module: ts.ModuleKind.CommonJS, strict: true, declaration: true }
  for (let i = 0; i < scale; i++) {
    const written = []
    const program = ts.createProgram(['/program.ts'], options, createHost(options, written))
    const problems = ts.getPreEmitDiagnostics(program)
    program.emit()
    for (const { code, start } of problems) checksum = (Math.imul(checksum, 31) + code + (start ?? 0)) | 0
    checksum = addText(checksum, written.join('\n'))
  }
  return checksum
}

module.exports = {
  name: 'typescript',
  isolates: 'a compiler of 200,000 lines in one file: functions inside one function, a tree of megamorphic nodes',
  run,
  expected: { 1: -1886923510, 2: 308089876 },
}
