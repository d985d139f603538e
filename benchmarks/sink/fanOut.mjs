import { Agent, get } from 'node:http'
import { quantile } from '../idle/statistics.mjs'
import { postBatch, prepareBatches } from './postSnapshots.mjs'

/** Who follow at once, and how many events a second each of them sees. */
const FOLLOWERS = 20
const RATE = 500
const BATCH = 10

/** Milliseconds that the last events may take to arrive. */
const PATIENCE_MS = 30_000

const TIMESTAMP = /"timestamp":"([^"]+)"/

/**
 * Sends events at a fixed rate to a sink that others follow (GET /api/events/stream).
 *
 * @returns `{ followers, perSecond, p50, p99 }`: events a second that all of them together got, and ms from the making of
 *   an event to its arrival at a follower
 * @throws Error when one of them has missed an event
 */
export async function measureFanOut(url, seconds) {
  const agent = new Agent({ keepAlive: true })
  const followers = await Promise.all(Array.from({ length: FOLLOWERS }, () => follow(url)))
  const nextBatch = prepareBatches(BATCH)
  const count = Math.round((RATE * seconds) / BATCH)
  const began = performance.now()
  try {
    for (let i = 0; i < count; i++) {
      const due = began + (i * BATCH * 1000) / RATE
      await new Promise((resolve) => setTimeout(resolve, Math.max(due - performance.now(), 0)))
      await postBatch(agent, url, nextBatch())
    }
    await Promise.all(followers.map((follower) => follower.reach(count * BATCH)))
  } finally {
    agent.destroy()
    for (const follower of followers) follower.leave()
  }
  const delays = followers.flatMap((follower) => follower.delays)
  const perSecond = delays.length / ((performance.now() - began) / 1000)
  return { followers: FOLLOWERS, perSecond, p50: quantile(delays, 0.5), p99: quantile(delays, 0.99) }
}

/** Follows the stream; `delays` of the events that have come, and a promise for so many. */
async function follow(url) {
  const delays = []
  let reached = () => {}
  let rest = ''
  const request = get(`${url}/api/events/stream`, { headers: { accept: 'text/event-stream' } })
  const stream = await new Promise((resolve, reject) => request.once('response', resolve).once('error', reject))
  request.on('error', () => {})
  stream.on('error', () => {})
  stream.setEncoding('utf8').on('data', (text) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop()
    for (const line of lines) {
      const [, made] = (line.startsWith('data:') && TIMESTAMP.exec(line)) || []
      if (made !== undefined) delays.push(Date.now() - Date.parse(made))
    }
    reached()
  })
  return {
    delays,
    leave: () => request.destroy(),
    reach: (count) =>
      new Promise((resolve, reject) => {
        const late = () => reject(new Error(`a follower got ${delays.length} events of ${count}`))
        const timer = setTimeout(late, PATIENCE_MS)
        reached = () => {
          if (delays.length < count) return
          clearTimeout(timer)
          resolve()
        }
        reached()
      }),
  }
}
