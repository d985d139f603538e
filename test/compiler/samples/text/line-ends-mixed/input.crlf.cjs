function f(a) {
  const b = a  const c = b
  return [a, b, c]
}log(f(1))
