const order = []
const resource = (name) => ({ [Symbol.dispose ?? Symbol.for('Symbol.dispose')]: () => order.push(`disposed ${name}`), name })
const later = (name) => ({
  async [Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]() {
    await null
    order.push(`disposed later ${name}`)
  },
  name,
})

function uses(fail) {
  using a = resource('a'), b = resource('b')
  order.push(`use ${a.name} ${b.name}`)
  {
    using inner = resource('inner')
    order.push(inner.name)
  }
  for (using x of [resource('x1'), resource('x2')]) order.push(x.name)
  if (fail) throw new Error('failed')
  using nothing = null
  return nothing
}

async function usesLater() {
  await using a = later('a')
  using b = resource('b')
  order.push(`use ${a.name} ${b.name}`)
  for (await using x of [later('x')]) order.push(x.name)
  return 'done'
}

switch (1) {
  case 1: {
    using inCase = resource('case')
    order.push(inCase.name)
  }
}

log(uses(false), await usesLater())
try {
  uses(true)
} catch (error) {
  log(error)
}
{
  using block = resource('block')
  await using asyncBlock = later('block')
  order.push(block.name, asyncBlock.name)
}
const arrow = () => { using a = resource('arrow'); return a.name }
class Holder {
  static { using a = resource('static block'); order.push(a.name) }
}
log(arrow(), order)
