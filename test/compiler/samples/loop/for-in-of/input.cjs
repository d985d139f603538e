function each(object, list) {
  for (const key in object) log(key)
  for (var name in object) log(name, object[name])
  for (name in object) {
    log(name)
  }
  for (const item of list) log(item)
  for (let [first, ...rest] of [[1, 2, 3]]) {
    log(first, rest)
  }
  for (const { a, b = a } of [{ a: 1 }, { a: 2, b: 3 }]) log(a, b)
  for (object.member of list) log(object.member)
  for ([object.x, object['y']] of [[1, 2]]) log(object)
  for (const item of (log('right'), list)) if (item > 1) continue
  else log('first', item)
  return name
}

log(each({ p: 1, q: 2 }, [1, 2]))

function throwsInHead(list) {
  const seen = []
  try {
    for (const item of (seen.push('before'), item)) seen.push(item)
  } catch (error) {
    seen.push(error.name)
  }
  for (const item of list) {
    const item = 'of the body'
    seen.push(item)
  }
  return seen
}

log(throwsInHead([1]))

function captured(list) {
  const readers = []
  for (const item of list) readers.push(() => item)
  for (const key in { a: 1, b: 2 }) readers.push(() => key)
  return readers.map((read) => read())
}

log(captured([1, 2]))

// An initialiser in a for-in of sloppy code is still allowed for `var`.
for (var old = 'initial' in {}) log('never')
log(old)
