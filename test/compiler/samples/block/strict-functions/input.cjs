'use strict'

function outer() {
  {
    function inner() {
      return 'inner'
    }
    log(inner())
  }
  return typeof inner
}

log(outer())
