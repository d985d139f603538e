function templates(a) {
  const multi = `first
  second ${a}
    third ${`inner
${a}`} end`
  const escaped = `back\\slash \` \${} \u{1F600} \
joined`
  const nested = `${[1, 2].map((n) => `<${n}>`).join(`
`)}`
  const object = `${{ toString: () => 'object' }}`
  return [multi, escaped, nested, object, ``]
}
log(templates('A'))

const tag = (strings, ...values) => ({ strings, raw: strings.raw, values })
function tagged(a) {
  return tag`a${a}b\n${() => a}
line`
}
const once = () => tag``.strings
log(tagged(1), tagged(1).strings === tagged(2).strings, once() === once())
log(tag`\unicode`.strings, new tag`made`.constructor === Object)
const chained = (strings) => chained2
const chained2 = (strings) => strings[0]
log(chained`a``b`, String.raw`\n${1}`, { tag }.tag`c`.strings)
