// The file begins with a mark.
function f(a) {
  return a
}
log(f(1))
