function* counts(n = 3) {
  const seen = []
  for (let i = 0; i < n; i++) {
    const got = yield i
    seen.push(got)
  }
  return seen
}

function* delegates() {
  const result = yield* counts(2)
  yield result
  yield
  yield* [7, 8]
}

function* cleans() {
  try {
    yield 1
    yield 2
  } catch (error) {
    yield `caught ${error}`
  } finally {
    log('cleaned up')
    yield 'from finally'
  }
  return 'end'
}

const drain = (generator) => {
  const seen = []
  for (let step = generator.next('first'); ; step = generator.next(`after ${step.value}`)) {
    seen.push(step.value)
    if (step.done) return seen
  }
}

log(drain(counts()), drain(delegates()))
const thrown = cleans()
log(thrown.next(), thrown.throw('it'), thrown.next(), thrown.next(), thrown.next())
const returned = cleans()
log(returned.next(), returned.return('early'), returned.next())
const [first] = cleans()
log(first)
const unstarted = cleans()
log(unstarted.return(5), unstarted.next())
const object = { *method(a) { yield a; yield this === object }, *[Symbol.iterator]() { yield* [1, 2] } }
log([...object.method(1)], [...object], Object.getPrototypeOf(counts) === Object.getPrototypeOf(delegates))
function* throws(a = (() => { throw new Error('in a default') })()) {}
for (const start of [() => throws(), () => new counts(), () => counts().throw(new Error('thrown in'))]) {
  try {
    start()
  } catch (error) {
    log(error.name, error.message)
  }
}
function* yieldsEverywhere(a) {
  const object = { [yield 'key']: yield 'value' }
  const list = [...(yield 'spread')]
  log(`${yield 'template'}`, (yield) ? 'yes' : 'no', object, list)
  return yield yield 'nested'
}
const steps = yieldsEverywhere()
log(steps.next(), steps.next('k'), steps.next('v'), steps.next([1]), steps.next('t'), steps.next(0), steps.next(1), steps.next(2))
log(counts.name, counts.length, object.method.name, counts.hasOwnProperty('prototype'))
