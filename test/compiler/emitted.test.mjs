import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EMITTED, instrument } from '@debugin/compiler'
import { sitesOf } from '@debugin/protocol'
import { Frame } from '../../packages/runtime/dist/gates/frame.js'
import { Realm } from '../../packages/runtime/dist/gates/realm.js'
import { armedRuntime } from './harness/armed.mjs'
import { loadProgram } from './harness/program.mjs'
import { listSamples } from './harness/samples.mjs'

/** What a member of `EMITTED` names, and what else each of the runtime's objects has for the runtime itself. */
const OFFERED = {
  realm: [EMITTED.register],
  gate: [EMITTED.begin],
  frame: [EMITTED.on, EMITTED.enter, EMITTED.hit, EMITTED.threw, EMITTED.exit, EMITTED.left],
}

test('every emitted name is one of the key, the realm, the gate or the frame', () => {
  const { runtimeKey, ...members } = EMITTED
  assert.deepEqual(Object.values(members).sort(), Object.values(OFFERED).flat().sort())
  assert.equal(runtimeKey, 'debugin.runtime')
})

test('the runtime offers exactly the names that are emitted', () => {
  const { realm, gate, frame } = liveObjects()
  assert.ok(realm instanceof Realm)
  assert.ok(frame instanceof Frame)
  assert.deepEqual(methodsOf(Realm), OFFERED.realm)
  assert.deepEqual(
    Object.keys(gate).filter((key) => typeof gate[key] === 'function'),
    OFFERED.gate,
  )
  assert.deepEqual([...methodsOf(Frame), EMITTED.on].sort(), OFFERED.frame.sort())
  assert.ok(EMITTED.on in frame)
})

test('woven samples ask gates and frames for no other name', () => {
  const known = new Set(Object.values(OFFERED).flat())
  const used = new Set()
  for (const [, folder] of listSamples()) {
    const { files, kind } = loadProgram(folder)
    for (const [file, source] of Object.entries(files)) {
      if (source.includes('$D')) continue
      const { code } = instrument(source, { file, sourceType: kind })
      for (const [, member] of code.matchAll(/\$D(?:f|\w+_\w+)\??\.(\w+)/g)) used.add(member)
    }
  }
  assert.deepEqual(
    [...used].filter((member) => !known.has(member)),
    [],
  )
  assert.deepEqual([...used].sort(), [...OFFERED.gate, ...OFFERED.frame].sort(), 'every one of them is used somewhere')
})

/** The objects that woven code gets to see: those of a function whose gate is open. */
function liveObjects() {
  const runtime = armedRuntime()
  const global = {}
  const realm = runtime.install(global)
  const { code } = instrument('function f() { return 1 }', { file: 'f.cjs', sourceType: 'commonjs' })
  new Function('globalThis', code)(Object.assign(global, { Symbol, Object }))
  assert.equal(global[Symbol.for(EMITTED.runtimeKey)], realm, 'the key under which woven code looks')
  const [file] = runtime.files
  const { gate } = file.arm([...sitesOf(file.table)].at(-1).fn)
  return { realm, gate, frame: gate[EMITTED.begin]() }
}

function methodsOf({ prototype }) {
  return Object.getOwnPropertyNames(prototype).filter((name) => name !== 'constructor')
}
