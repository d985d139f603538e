import { execFileSync } from 'node:child_process'
import { describeMachine } from '../bin/machine.mjs'
import { measureBurst } from './burst.mjs'
import { measureIngest, RATE } from './ingest.mjs'

export const purpose = 'how many events the sink takes, and what a burst of events does to the program that makes them'

const EVENTS = 10_000

/**
 * Measures the sink and a burst on every chosen Node and prints both; gives `[{ node, ingest, burst }]`. `options` as
 * bin/options.mjs resolves them.
 *
 * @throws Error when an event is lost
 */
export async function runScenario({ nodes, processes, environment, clock, quick }, print) {
  const results = []
  for (const node of nodes) {
    const version = execFileSync(node, ['-p', 'process.versions.node'], { env: environment, encoding: 'utf8' }).trim()
    print(`\nNode ${version}, ${describeMachine()}\n`)
    const clean = { ...environment, DEBUGIN_SPOOL_DIR: 'off' }
    const ingest = await measureIngest(node, clean, quick ? 2 : 10)
    print(describeIngest(ingest))
    const burst = await measureBurst(node, clean, {
      processes: quick ? 1 : processes,
      events: quick ? 2000 : EVENTS,
      clock,
    })
    print(describeBurst(burst))
    if (burst.lost !== 0) throw new Error(`${burst.lost} events of ${burst.events} did not arrive`)
    results.push({ node: version, ingest, burst })
  }
  return results
}

function describeIngest({ perSecond, bytes, cpu, paced }) {
  const most = `sink: ${Math.round(perSecond)} events/s of ${Math.round(bytes)} bytes, as many as it takes; ${cpu === null ? '' : `${Math.round(cpu)} µs of a core for each`}`
  const times = `p50 ${ms(paced.p50)}, p99 ${ms(paced.p99)}, slowest ${ms(paced.max)}`
  return `${most}\nsink: at ${RATE} events/s (${Math.round(paced.perSecond)} sent) a request takes ${times}`
}

function describeBurst({ events, perSecond, lost, plain, agent, p50, p99 }) {
  const jobs = `p50 ${ms(plain.p50)} → ${ms(agent.p50)} (${p50.toFixed(3)}), p99 ${ms(plain.p99)} → ${ms(agent.p99)} (${p99.toFixed(3)})`
  return `burst: ${events} events, ${Math.round(perSecond)} a second, ${lost} lost; a job of the program takes ${jobs}`
}

function ms(time) {
  return `${time.toFixed(2)} ms`
}
