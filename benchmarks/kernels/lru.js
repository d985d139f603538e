'use strict'

// A cache that forgets what was used longest ago, built from closures alone: a hash map with chains, a list in order of
// use, and counters, none of them a class. A request stream with favourites runs through three of them in a row.

const { createRandom } = require('./shared/random.js')

const REQUESTS = 24_000

function createHashMap() {
  let buckets = new Array(16).fill(null)
  let size = 0

  const indexOf = (key) => {
    let hash = 0
    for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 33) ^ key.charCodeAt(i)) | 0
    return hash & (buckets.length - 1)
  }

  const grow = () => {
    const old = buckets
    buckets = new Array(old.length * 2).fill(null)
    for (let link of old) {
      while (link !== null) {
        const { next } = link
        const index = indexOf(link.key)
        link.next = buckets[index]
        buckets[index] = link
        link = next
      }
    }
  }

  const find = (key) => {
    let link = buckets[indexOf(key)]
    while (link !== null && link.key !== key) link = link.next
    return link
  }

  return {
    get: (key) => find(key)?.value,
    set(key, value) {
      const found = find(key)
      if (found !== null) {
        found.value = value
        return
      }
      if (++size > buckets.length) grow()
      const index = indexOf(key)
      buckets[index] = { key, value, next: buckets[index] }
    },
    remove(key) {
      const index = indexOf(key)
      let previous = null
      for (let link = buckets[index]; link !== null; previous = link, link = link.next) {
        if (link.key !== key) continue
        if (previous === null) buckets[index] = link.next
        else previous.next = link.next
        size--
        return true
      }
      return false
    },
    size: () => size,
  }
}

/** Entries in a ring around a sentinel: the newest behind it, the oldest before it. */
function createUseOrder() {
  const ring = { key: '', value: 0, newer: null, older: null }
  ring.newer = ring
  ring.older = ring

  const unlink = (entry) => {
    entry.newer.older = entry.older
    entry.older.newer = entry.newer
  }

  const putFirst = (entry) => {
    entry.newer = ring
    entry.older = ring.older
    ring.older.newer = entry
    ring.older = entry
  }

  return {
    putFirst,
    touch(entry) {
      unlink(entry)
      putFirst(entry)
    },
    takeLast() {
      const last = ring.newer
      unlink(last)
      return last
    },
  }
}

function createCounter() {
  let count = 0
  return { increment: () => ++count, read: () => count }
}

function createCache(capacity, load) {
  const entries = createHashMap()
  const order = createUseOrder()
  const hits = createCounter()
  const misses = createCounter()

  const admit = (key, value) => {
    if (entries.size() >= capacity) entries.remove(order.takeLast().key)
    const entry = { key, value, newer: null, older: null }
    entries.set(key, entry)
    order.putFirst(entry)
    return value
  }

  return {
    read(key) {
      const entry = entries.get(key)
      if (entry === undefined) {
        misses.increment()
        return admit(key, load(key))
      }
      hits.increment()
      order.touch(entry)
      return entry.value
    },
    report: () => hits.read() * 7 + misses.read() * 3 + entries.size(),
  }
}

/** Keys of which a few are asked for often: the smallest of three draws. */
function createRequests(kinds) {
  const random = createRandom(1_234_567)
  const keys = Array.from({ length: kinds }, (_, i) => `page/${(i * 7919) % kinds}`)
  return () => keys[Math.min(random() % kinds, random() % kinds, random() % kinds)]
}

function run(scale) {
  const loads = createCounter()
  const disk = (key) => loads.increment() + key.length
  const far = createCache(900, disk)
  const middle = createCache(300, far.read)
  const near = createCache(60, middle.read)
  const nextKey = createRequests(1500)
  let checksum = 0
  for (let i = 0; i < REQUESTS * scale; i++) checksum = (Math.imul(checksum, 31) + near.read(nextKey())) | 0
  return checksum ^ near.report() ^ (middle.report() << 4) ^ (far.report() << 8) ^ (loads.read() << 12)
}

module.exports = {
  name: 'lru',
  isolates: 'closures instead of classes: shared state in contexts, functions as fields, calls across closures',
  run,
  expected: { 1: -870303012, 2: -1761776257 },
}
