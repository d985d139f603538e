async function* numbers(n) {
  for (let i = 0; i < n; i++) yield i
}

async function collect(source) {
  const seen = []
  for await (const value of source) {
    seen.push(value)
  }
  for await (const { a, b = a } of [{ a: 1 }, Promise.resolve({ a: 2, b: 3 })]) seen.push(a, b)
  let last
  for await (last of numbers(2)) seen.push(last)
  outer: for await (const value of numbers(5)) {
    for (const inner of [1, 2]) {
      if (value === 1) continue outer
      if (value === 3) break outer
      seen.push(value, inner)
    }
  }
  return seen
}

log(await collect(numbers(3)))

const closing = {
  [Symbol.asyncIterator]() {
    return {
      async next() {
        return { done: false, value: 1 }
      },
      async return() {
        log('closed')
        return {}
      },
    }
  },
}

for await (const value of closing) {
  log(value)
  break
}

try {
  for await (const value of closing) throw new Error(`at ${value}`)
} catch (error) {
  log(error)
}
