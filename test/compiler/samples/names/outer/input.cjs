let counter = 0
const late = () => notYet
try {
  late()
} catch (error) {
  log(error.name)
}
const notYet = 'now'
log(late())

function outer(a, unused) {
  let b = a + 1
  const read = () => [a, b, c]
  try {
    read()
  } catch (error) {
    log(error.name)
  }
  const c = b + 1
  function middle() {
    const d = c + 1
    return function inner(e) {
      counter++
      b += e
      return [a, b, d, e]
    }
  }
  return [read(), middle()(10), b]
}
log(outer(1), counter)

function mutual(n) {
  return n === 0 ? 'even' : odd(n - 1)
}
function odd(n) {
  return n === 0 ? 'odd' : mutual(n - 1)
}
log(mutual(7))

const counters = [1, 2].map((start) => {
  let count = start
  return { up: () => ++count, get value() { return count } }
})
counters[0].up()
log(counters.map(({ value }) => value))
