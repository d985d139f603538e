import { writeFileSync } from 'node:fs'
import { start } from '@debugin/agent'
import { armedRuntime, hitsOf } from '../../compiler/harness/armed.mjs'

/**
 * Preload: the agent weaves what the program loads, and woven files find a runtime that takes a snapshot at every pass
 * over every site. Writes what became of it when the program ends.
 */
start({ enableControlApi: false, eventSinkUrl: 'http://127.0.0.1:9' })
const runtime = armedRuntime({ snapshots: 2 })
runtime.install(globalThis)

const report = process.env.CORPUS_REPORT
process.on('exit', () => {
  runtime.flush()
  writeFileSync(
    report,
    JSON.stringify({
      files: runtime.files.map(({ path }) => path),
      hits: hitsOf(runtime),
      faults: runtime.faults,
      lastFault: runtime.lastFault?.stack ?? null,
      unreadable: [...runtime.unreadable],
    }),
  )
})
