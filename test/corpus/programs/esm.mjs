import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { micromark } from 'micromark'
import { customRandom, urlAlphabet } from 'nanoid'
import PQueue from 'p-queue'
import { NIL, parse, stringify, v3, v5, v7, validate, version } from 'uuid'

const text = readFileSync(new URL('../node_modules/p-queue/readme.md', import.meta.url), 'utf8').slice(0, 3000)
const html = micromark(text, { allowDangerousHtml: true })
console.log(html.length, createHash('sha256').update(html).digest('hex'))
console.log(micromark('# a\n\n> *b **c***\n\n1. x\n   - `y`\n\n![i](j "k")&amp;\\*'))

let seed = 7
const next = () => {
  seed = (seed * 48271) % 2147483647
  return seed & 255
}
const bytes = (size) => Uint8Array.from({ length: size }, next)
const id = customRandom(urlAlphabet, 12, bytes)
console.log([id(), id(), id()])

const name = v5('shop.example', v5.DNS)
console.log(name, v3('shop', name), version(name), validate(name), stringify(parse(name)) === name, NIL)
console.log(v7({ msecs: 1_700_000_000_000, seq: 5, random: bytes(16) }), validate('no'))
try {
  parse('no')
} catch (error) {
  console.log(error.name, error.message)
}

const queue = new PQueue({ concurrency: 2, autoStart: false })
const seen = []
queue.on('idle', () => seen.push('idle'))
const results = [3, 1, 2].map((n) =>
  queue.add(
    async () => {
      for (let i = 0; i < n; i++) await new Promise((resolve) => setImmediate(resolve))
      seen.push(n)
      if (n === 2) throw new Error('two')
      return n * 2
    },
    { priority: n, id: `job ${n}` },
  ),
)
queue.setPriority('job 1', 9)
queue.start()
console.log(
  await Promise.allSettled(results).then((all) => all.map(({ value, reason }) => value ?? reason.message)),
  seen,
)
await queue.onIdle()
console.log(queue.size, queue.pending, queue.isPaused, seen)
