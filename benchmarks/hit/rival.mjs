import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startDatadogAgent } from './datadogAgent.mjs'
import { installRivals } from './installRivals.mjs'

/** Batches of 20 calls; few, because of a second between those that make snapshots. */
const BATCHES = 5
const QUICK_BATCHES = 2

/** As often as it likes, where dd-trace lets one choose. */
const UNLIMITED = { snapshotsPerSecond: 1e9 }

/** The id of a call that a false condition holds for, made in the end to see that the probe was there. */
const FINAL_ID = -1

/**
 * dd-trace with a stand-in for its agent: `measure(start, subject, line)` runs one process for a case, with what the
 * scenario starts processes by, and checks that the events have arrived, and hold what they should; `stop()`.
 */
export async function startRival({ quick }, print) {
  installRivals(print)
  const agent = await startDatadogAgent()
  const folder = mkdtempSync(join(tmpdir(), 'debugin-rival-'))
  return {
    async measure(start, { name, rival, events }, line) {
      const snapshots = rival.captureSnapshot === true
      const final = events === 'none' ? FINAL_ID : undefined
      const batches = quick ? QUICK_BATCHES : BATCHES
      const { shows, ...probe } = { sampling: UNLIMITED, template: '', segments: [], ...rival }
      const result = await start('ddTrace', { probe, line, batches, agent: agent.url, snapshots, folder, final })
      const expected = events === 'every' ? result.calls : 1
      if (result.events !== expected) throw new Error(`${name}: dd-trace sent ${result.events} of ${expected} events`)
      if (!shows(result.last)) throw new Error(`${name}: dd-trace sent ${JSON.stringify(result.last)}`)
      const { last, ...rest } = result
      return rest
    },
    async stop() {
      await agent.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
