const asked = []
const proxy = new Proxy({}, {
  has(_, key) {
    asked.push(String(key))
    return false
  },
})
function within(value) {
  with (proxy) {
    value
    if (this === undefined) value
  }
  return value
}
log(within(1), asked)
function returns(value) {
  with (proxy) return value
}
log(returns(1), asked)
const later = async (value) => {
  with (proxy) { return await value }
}
later(5).then((value) => log(value, asked))
