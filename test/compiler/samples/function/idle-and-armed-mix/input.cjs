function fibonacci(n) {
  if (n < 2) return n
  log('at', n)
  return fibonacci(n - 1) + fibonacci(n - 2)
}
log(fibonacci(5))

function* paused(a) {
  let sum = a
  while (sum < 20) {
    const got = yield sum
    log('resumed', got)
    sum += got
  }
  return sum
}
const steps = paused(1)
steps.next()
for (let i = 1; i < 6; i++) log(steps.next(i * 2))

class Counter {
  #n = 0
  up() {
    log('before')
    this.#n++
    log('after')
    return this
  }
  get n() { log('read'); return this.#n }
}
log(new Counter().up().up().up().n)
const sorted = [3, 1, 2].sort((a, b) => {
  log(a, b)
  return a - b
})
log(sorted)
async function waits(name) {
  for (const n of [1, 2, 3]) {
    log(name, n)
    await null
  }
  return name
}
Promise.all([waits('a'), waits('b')]).then((names) => log(names))
function throws(n) {
  try {
    log('in', n)
    if (n === 0) throw new Error('deep')
    throws(n - 1)
  } catch (error) {
    log('out', n)
    throw error
  } finally {
    log('finally', n)
  }
}
try {
  throws(2)
} catch (error) {
  log(error)
}
