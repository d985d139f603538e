const object = { n: 1, f(...all) { return [this?.n, ...all] } }
const { f } = object
function calls(list) {
  const seen = [
    object.f(1), object['f'](2), (object.f)(3), (0, object.f)(4), object?.f(5), object.f?.(6), f(7), f.call(object, 8),
    object.f(...list, ...[9]), new Date(0).getTime(), new Array(3).length, new (class { x = 1 })().x, new Map,
    parseInt('12', 10), (() => 'immediate')(), (function () { return arguments.length })(1, 2),
    f(
      'over',
      'lines',
    ),
  ]
  f(seen.length)(() => {})
  return seen
}
try {
  calls([1])
} catch (error) {
  log(error.name)
}
log(object.f(1), object['f'](2), (object.f)(3), object?.f(5), object.f?.(6), f.call(object, 8))
const chain = [1, 2, 3]
  .map((n) => n * 2)
  .filter((n) => {
    return n > 2
  })
  .reduce((sum, n) => {
    const next = sum + n

    return next
  }, 0)
log(chain)
const curry = (a) => (b) =>
  (c) => {
    return a + b + c
  }
log(curry(1)(2)(3), eval?.('typeof object'))
import('node:path').then(({ sep }) => log(typeof sep), (error) => log(error.name))
