function declares() {
  var a = 1, b, c = a + 1
  let d = c
  ,
    e = () => d, f
  const g = function () {}, h = class {}, [i = () => {}] = []
  var a
  var a = a + 5
  f = g.name
  x = 1
  var x
  let async = 1, of = 2, get = 3
  return [a, b, c, d, e(), f, h.name, i.name, x, async, of, get]
}
log(declares())
function assigns() {
  let a = 1, b = 2
  a = b = 3
  a += b -= 1
  ;[a, b] = [b, a]
  a **= 2, b <<= 1, a >>>= 0
  let f
  f = () => {}
  f.g ??= function () {}
  let h
  h ??= class {}
  h &&= class {}
  const object = {}
  object.f = () => {}
  object['g'] = () => {}
  return [a, b, f.name, f.g.name, h.name, object.f.name, object.g.name]
}
log(assigns())
const constant = 1
try {
  constant = 2
} catch (error) {
  log(error.name, error.message)
}
