import vm from 'node:vm'
import { instrument as weave } from '@debugin/compiler'
import { sitesOf } from '@debugin/protocol'
import { EVERY_SITE, runtimeOf } from '../compiler/harness/everySite.mjs'
import { giveRealmsTheirOwnModules } from './ownModules.mjs'

/** Milliseconds for one script. */
const PATIENCE_MS = 120_000
/** Milliseconds that the runner waits for a promise, and how long it should: some tests fail plain by never ending. */
const PROMISE_MS = 2000
const PROMISE_PATIENCE_MS = 20_000

giveRealmsTheirOwnModules()
waitLonger()

export function instrument(code, { filename, sourceType }) {
  return weave(code, { file: filename, sourceType }).code
}

/** Readies a realm: idle it has no runtime; armed, every site of every file takes a snapshot at every pass. */
export function prepare(_context, global, mode) {
  if (mode === 'armed') armEverything(global)
}

function armEverything(global) {
  const runtime = runtimeOf((file) => {
    for (const ref of sitesOf(file.table)) runtime.place(probe, file, ref, null, noTexts)
  })
  const probe = runtime.activate(EVERY_SITE)
  runtime.install(global)
}

const noTexts = () => ({ condition: null, message: null, usesDuration: false })

/**
 * The runner stops a script after 5 s by the clock and waits 2 s for a promise, plain or woven. On a busy machine that
 * is too little for a loop of 65,536 rounds that parses a script in each, or for Node to load a module. How long a test
 * takes is not what is compared.
 */
function waitLonger() {
  const { runInContext } = vm
  vm.runInContext = (code, context, options) =>
    runInContext(code, context, options?.timeout === undefined ? options : { ...options, timeout: PATIENCE_MS })
  const later = globalThis.setTimeout
  globalThis.setTimeout = (run, ms, ...given) => later(run, ms === PROMISE_MS ? PROMISE_PATIENCE_MS : ms, ...given)
}
