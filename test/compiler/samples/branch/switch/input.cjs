function kind(value) {
  switch (value) {
    case 1:
      let one = 'one'
      log(one)
      return one
    case 2: {
      const two = 'two'
      return two
    }
    case 3:
    case 4: log('three or four'); break
    default:
      log('default')
    case 5:
      one = 'assigned before its case'
      log(one)
  }
  return 'after'
}

for (const value of [1, 2, 3, 4]) log(kind(value))
for (const value of [5, 6]) {
  try {
    log(kind(value))
  } catch (error) {
    log(error.name, error.message)
  }
}

function fallsThrough(n) {
  const seen = []
  switch (n) {
    default: seen.push('default')
    case 0: const a = n; seen.push(a)
    case 1: seen.push('one'); var b = n
    case 2: class C { static value = n }; seen.push(n)
    case 3: seen.push(b)
  }
  return seen
}

log(fallsThrough(0), fallsThrough(1), fallsThrough(2), fallsThrough(3), fallsThrough(9))

function empty(n) {
  switch (n) {}
  switch (log('evaluated'), n) { case log('test'): }
}

empty(1)

function shadowed(x) {
  switch (x) {
    case 1:
      log('x of the switch holds nothing here')
      let x = 5
      log(x)
  }
  return x
}

log(shadowed(1))
