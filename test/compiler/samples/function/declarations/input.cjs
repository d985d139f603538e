log(hoisted(2))

function hoisted(n) {
  return n * 2
}

function empty() {}
function one() { return 1 }
function commented(/* nothing */) { /* nothing either */ }
function onlyDirective() { 'a directive' }
function noReturn(a) { a.push('no return') }
function early(a) {
  if (!a) return
  return a
}
function nested() {
  return inner()
  function inner() {
    return deepest()
    function deepest() { return 'deepest' }
  }
}
function twice(a) { return 'first' }
function twice(a, b) { return 'second' }
function recursive(n) { return n < 2 ? n : recursive(n - 1) + recursive(n - 2) }
function shadowsOwn(shadowsOwn) { return shadowsOwn }
function redeclares() {
  var g = 1
  function g() {}
  return typeof g
}
function functionAndVar() {
  log(typeof inner)
  var inner
  function inner() {}
  inner = 2
  return inner
}
const list = []
noReturn(list)
log(empty(), one(), commented(), onlyDirective(), list, early(), early(1), nested(), twice(), twice.length)
log(recursive(10), shadowsOwn(3), redeclares(), functionAndVar())
for (const f of [hoisted, empty, one, nested, early, twice]) log(f.name, f.length, 'prototype' in f)
log(new one(), new hoisted(1) instanceof hoisted)
