import { EventEmitter, once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'

/** A queue as BullMQ has one, in memory: jobs come, and workers take them, a few at once, with retries. */
class Queue extends EventEmitter {
  #jobs = []

  add(name, data) {
    this.#jobs.push({ name, data, attempts: 0 })
    this.emit('job')
  }

  retry(job) {
    this.#jobs.push({ ...job, attempts: job.attempts + 1 })
    this.emit('job')
  }

  async take(signal) {
    while (this.#jobs.length === 0) await once(this, 'job', { signal })
    return this.#jobs.shift()
  }
}

const queue = new Queue()
const stop = new AbortController()

async function handle(job) {
  const { to, amount } = job.data
  if (job.attempts === 0 && amount > 1000) throw new Error(`${to}: try again`)
  await wait(1)
  return `${to} pays ${amount}`
}

async function work() {
  try {
    for (;;) {
      const job = await queue.take(stop.signal)
      try {
        console.log(await handle(job))
      } catch {
        queue.retry(job)
      }
    }
  } catch (error) {
    if (error.name !== 'AbortError') throw error
  }
}

const workers = [work(), work()]
console.log('working')

// Each line that comes is a job: `Ann 1200`.
process.stdin.setEncoding('utf8').on('data', (text) => {
  for (const line of text.trim().split('\n')) {
    const [to, amount] = line.split(' ')
    queue.add('invoice', { to, amount: Number(amount) })
  }
})
process.stdin.on('end', () => {
  stop.abort()
  Promise.all(workers)
})
