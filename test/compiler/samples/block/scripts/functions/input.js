function early() {
  log(typeof inner)
  {
    log(typeof inner, inner())
    function inner() {
      return 'from a block'
    }
  }
  log(typeof inner, inner())
  return inner
}

early()

function chosen(which) {
  if (which) {
    function pick() {
      return 'first'
    }
  } else {
    function pick() {
      return 'second'
    }
  }
  return pick()
}

log(chosen(true), chosen(false))

function bare(which) {
  if (which) function made() { return 'made' }
  else function made() { return 'otherwise' }
  return made()
}

log(bare(true), bare(false))

function parameter(taken) {
  {
    function taken() {}
  }
  return typeof taken
}

log(parameter(1), parameter())

function labelled() {
  a: b: function f() {
    return 'behind two labels'
  }
  return f()
}

log(labelled())

switch (1) {
  case 0:
    function inCase() {
      return 'hoisted out of a case'
    }
  default:
    log(inCase())
}
log(typeof inCase)
