function unary(a) {
  const seen = [+a, -a, !a, ~a, void a, typeof a, typeof nothing, - -a, +-a, !!a]
  seen.push(a++, ++a, a--, --a)
  a
  ++a
  const object = { x: 1, y: 2, list: [1] }
  seen.push(delete object.x, delete object['y'], delete object.missing, delete a, delete object?.list?.[0])
  seen.push(object, (delete object, 5), -(a ** 2), (-a) ** 2, typeof typeof a, void 0 ?? 'nullish')
  const big = 5n
  seen.push(-big, big ** 2n, ~big)
  return seen
}
log(unary(3))
const thisDeleted = () => delete this
function sloppy() { return delete this }
log(thisDeleted(), sloppy())
