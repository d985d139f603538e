function shapes(fail) {
  const seen = []
  try {
    const inTry = 1
    seen.push(inTry)
    if (fail) throw new TypeError('asked for')
    seen.push('went on')
  } catch (error) {
    const { message } = error
    seen.push(error.name, message)
  } finally {
    seen.push('finally')
  }
  try { seen.push('one line') } catch { seen.push('never') }
  try {
    throw { code: 1, list: [2, 3] }
  } catch ({ code, list: [first, ...rest], missing = code }) {
    seen.push(code, first, rest, missing)
  }
  try {
    throw 1
  } catch {
    seen.push('no name')
  }
  try {
    throw 2
  } catch (e) {
    var e = 3
    seen.push(e)
  }
  seen.push(e)
  return seen
}

log(shapes(false), shapes(true))

function overrides() {
  try {
    return 'from try'
  } finally {
    return 'from finally'
  }
}

function swallowed() {
  for (;;) {
    try {
      throw new Error('lost')
    } finally {
      break
    }
  }
  return 'on'
}

function rethrown() {
  try {
    throw new Error('inner')
  } catch (error) {
    throw new Error('outer', { cause: error })
  } finally {
    log('before it leaves')
  }
}

log(overrides(), swallowed())
try {
  rethrown()
} catch (error) {
  log(error, error.cause)
}

function thrownNames() {
  try {
    throw 1
  } catch (fn) {
    {
      function fn() {}
    }
    return fn
  }
}

log(thrownNames())
