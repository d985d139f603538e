const object = { a: 1, inner: { b: 2 } }

function reads(o) {
  with (o) {
    var a = 10
    let c = a + 1
    log(a, c, typeof inner)
    function inWith() {
      return a
    }
    log(inWith(), (() => a)())
    with (o.inner) log(b)
  }
  return a
}

log(reads(object), object)

const asked = []
const proxy = new Proxy({ value: 5 }, {
  has(target, key) {
    asked.push(String(key))
    return key in target
  },
})

function watched() {
  with (proxy) {
    value
    value++
    if (value) value
    for (let i = 0; i < 1; i++) value
  }
}

watched()
log(asked, proxy.value)

with ({ top: 1 }) log(top)
function around() {
  const before = 1
  with ({}) {}
  return before
}
log(around())
