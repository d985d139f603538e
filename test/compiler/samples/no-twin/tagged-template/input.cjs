const seen = new Map()
const tag = (strings) => {
  if (!seen.has(strings)) seen.set(strings, seen.size)
  return seen.get(strings)
}
function place(n) {
  return n ? tag`here` : n
}
function around(n) {
  return (() => tag`there`)() + n
}
for (let n = 1; n < 6; n++) log(place(n), around(n))
