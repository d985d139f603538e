const before = 'line separator' function f(a) { // a comment   const text = 'a b c'   const template = `a b${a} `   const b = a   return [text, template, b, /* over lines */ a] } log(before, f(1), before.length)
const g = (a) => {   const t = 'x y'   return t + a }
log(g('z'))
