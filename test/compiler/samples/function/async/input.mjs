const order = []
const step = (text) => order.push(text)

async function waits(n) {
  step(`start ${n}`)
  const value = await Promise.resolve(n * 2)
  step(`went on ${value}`)
  return value
}

async function fails(how) {
  if (how === 'at once') throw new Error('at once')
  await null
  throw new TypeError('later')
}

async function catches() {
  try {
    return await fails('later')
  } catch ({ name, message }) {
    return [name, message]
  } finally {
    step('finally')
  }
}

const arrow = async (a, { b } = { b: await0() }) => a + b
const object = { async method() { return this === object }, async *stream() { yield await 1; yield 2 } }

function await0() { return 0 }

async function interleaved(name) {
  for (const n of [1, 2]) {
    await null
    step(`${name}${n}`)
  }
  return name
}

async function rejectsInDefault(a = (() => { throw new RangeError('default') })()) {
  return a
}

async function returnsPromise() {
  return Promise.resolve('unwrapped')
}

async function thenable() {
  return await { then: (resolve) => resolve('then was called') }
}

const racing = Promise.all([interleaved('a'), interleaved('b')])
step('between')
log(await racing, await waits(1), await catches(), await arrow(1), await object.method())
for (const promise of [fails('at once'), fails('later'), rejectsInDefault()]) {
  await promise.then(log, (error) => log(error))
}
const stream = []
for await (const value of object.stream()) stream.push(value)
log(stream, await returnsPromise(), await thenable())
log(order)
log(waits.name, waits.length, arrow.name, 'prototype' in waits)
await (async () => { await null; log('immediately') })()
