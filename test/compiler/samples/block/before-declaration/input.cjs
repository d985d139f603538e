let x = 'outer'

function before() {
  const seen = []
  {
    seen.push('x is not there yet')
    const read = () => x
    try {
      read()
    } catch (error) {
      seen.push(error.name)
    }
    let x = 'inner'
    seen.push(read())
  }
  seen.push(x)
  return seen
}

function shadows(a) {
  let first = a
  {
    let second = first + 1
    log(second)
    {
      log('neither first nor second')
      const first = 7
      const second = 8
      log(first, second)
    }
    log(first, second)
  }
  return first
}

log(before(), shadows(1))
