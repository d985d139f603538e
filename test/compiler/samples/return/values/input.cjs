function many(n) {
  if (n === 0) return
  if (n === 1) return 1
  if (n === 2) return (1, 2)
  if (n === 3) return function () {}
  if (n === 4) return () => {}
  if (n === 5) return class {}
  if (n === 6) return (function () {})
  if (n === 7) return { a: 1 }
  if (n === 8) return [n, n]
  if (n === 9) return `template`
  if (n === 10) return/expression/
  if (n === 11) return-n
  if (n === 12) return(n)
  if (n === 13) return n ? 'a' : 'b'
  if (n === 14) return function named() {}
  if (n === 15) return async () => {}
  if (n === 16) return (
    // A comment before the value.
    n
  )
  if (n === 17) return n = 5
  if (n === 18) { return "it's" }
  if (n === 19) return void 0; else if (n === 20) return typeof n
  for (;;) return 'from a loop'
}
for (let n = 0; n < 22; n++) {
  const value = many(n)
  log(n, value, typeof value === 'function' ? value.name : '')
}
function afterReturn() {
  return
  'never'
}
function noSemicolon() { return 1 }
function inSwitch(a) { switch (a) { case 1: return 'one'; default: return 'other' } }
log(afterReturn(), noSemicolon(), inSwitch(1), inSwitch(2))
if (module) return 'from the module itself'
log('never')
