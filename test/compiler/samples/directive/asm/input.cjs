function Module(stdlib, foreign) {
  'use asm'
  function add(a, b) {
    a = a | 0
    b = b | 0
    return (a + b) | 0
  }
  return { add: add }
}
log(Module(globalThis).add(2, 3))
