import { execFileSync } from 'node:child_process'
import { describeMachine } from '../bin/machine.mjs'
import { measureBurst, WAYS } from './burst.mjs'
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
    const ingest = await measureIngest(node, environment, quick ? 2 : 10)
    print(describeIngest(ingest))
    const burst = await measureBurst(node, environment, {
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

function describeIngest({ perSecond, bytes, cpu, paced, control, queries, live }) {
  const most = `sink: ${Math.round(perSecond)} events/s of ${Math.round(bytes)} bytes, as many as it takes; ${cpu === null ? '' : `${Math.round(cpu)} µs of a core for each`}`
  const times = ({ p50, p99, max }) => `p50 ${ms(p50)}, p99 ${ms(p99)}, slowest ${ms(max)}`
  const asked = queries.map(({ name, p50, p99 }) => `${name} p50 ${ms(p50)}, p99 ${ms(p99)}`).join('; ')
  const { followers } = live
  return [
    most,
    `sink: at ${RATE} events/s (${Math.round(paced.perSecond)} sent) a request takes ${times(paced)}`,
    `sink: the same request to a server that only reads it takes ${times(control)}`,
    `sink: 100 events of those that it keeps: ${asked}`,
    `sink: ${followers} followers get ${Math.round(live.perSecond)} events/s, each after p50 ${ms(live.p50)}, p99 ${ms(live.p99)}`,
  ].join('\n')
}

function describeBurst({ events, lost, ways }) {
  const rows = ways.flatMap(({ name, first, later }) => [`  ${WAYS[name]}`, ...[first, later].map(describeJobs)])
  const head = `burst: ${events} events; ${lost} lost in all; a job of the program takes in a first and in later ones`
  return [head, ...rows].join('\n')
}

function describeJobs({ p50, p99, waited, agentCpu, sinkCpu, ratio }) {
  const jobs = `p50 ${ms(p50.median)} ${against(ratio.p50)}, p99 ${ms(p99.median)} ${against(ratio.p99)}`
  const wait = waited === null ? [] : [`${Math.round(waited.median)} ms a second without a core`]
  const cores = [
    [agentCpu, "the agent's thread"],
    [sinkCpu, 'the sink'],
  ].flatMap(([cpu, whose]) => (cpu === null ? [] : [`${Math.round(cpu.median)} µs of ${whose} for each event`]))
  return `    ${[jobs, ...wait, ...cores].join('; ')}`
}

/** A ratio to plain: the middle one, the least and the greatest, and the mean. */
function against({ min, median, max, mean, error }) {
  return `(×${median.toFixed(2)}, ${min.toFixed(2)}–${max.toFixed(2)}, mean ${mean.toFixed(2)} ± ${error.toFixed(2)})`
}

function ms(time) {
  return `${time.toFixed(2)} ms`
}
