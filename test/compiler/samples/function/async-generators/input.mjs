async function* counts(n) {
  try {
    for (let i = 0; i < n; i++) {
      const got = yield i
      if (got) log('got', got)
    }
    return 'end'
  } catch (error) {
    yield `caught ${error.message}`
  } finally {
    await null
    log('cleaned up')
  }
}

async function* delegates() {
  const result = yield* counts(2)
  yield result
  yield* [Promise.resolve('waited'), 'plain']
  yield Promise.resolve('awaited by yield')
  return Promise.resolve('awaited by return')
}

async function collect(source) {
  const seen = []
  for await (const value of source) seen.push(value)
  return seen
}

log(await collect(counts(3)), await collect(delegates()))
const generator = counts(3)
log(await generator.next(), await generator.next('sent'), await generator.throw(new Error('in')), await generator.next())
const queued = counts(5)
log(await Promise.all([queued.next(), queued.next(), queued.return('early'), queued.next()]))
const arrow = { async *[Symbol.asyncIterator]() { yield* counts(1) } }
log(await collect(arrow))
async function* failing() {
  yield 1
  throw new Error('failed')
}
try {
  await collect(failing())
} catch (error) {
  log(error)
}
const last = delegates()
let step
while (!(step = await last.next()).done);
log(step)
