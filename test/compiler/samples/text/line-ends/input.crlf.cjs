"use strict"
function f(a) {
  const multi = `first
second ${a}`
  const escaped = 'goes \
on'
  if (a)
    return [multi, escaped, multi.length]
  else
    return null
}
// A comment that ends a line
const g = (b) => {
  /* over
     lines */ return b
}
log(f(1), f(0), g(2))
