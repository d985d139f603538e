let list = []
let n = 1
list.push(n)
const t = `a${n}`
list.push(t)
n
++n
list.push(n)
var a = 1, b
  = 2
const f = function () {
  return 'f'
}
const g = () => {
  return
  'unreachable'
}
list.push(f(), g())
do n++; while (n < 10) list.push(n)
const o = {
  get
  x() { return 1 },
  async
  () { return 2 },
  set
  : 3,
}
list.push(Object.keys(o))
function twice() {
  const x = 1
  let y
  y = x
  throw y
  return x
}
try { twice() } catch (e) { list.push(e) }
let
z
= 5
list.push(z)
log(list)
