const texts = (a) => {
  const escaped = 'one \
two'
  const empty = '\
'
  const doubled = "a\
b"
  return [escaped, empty, doubled, a]
}
function callback() {
  return ['goes \
on'].map((text) => {
    const other = "another \
one"
    return text + other
  })
}
log(texts(1), callback())
