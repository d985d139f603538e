const { createHash } = require('node:crypto')
const YAML = require('yaml')

const text = `# A shop
shop: &shop
  name: "Tea \\u2615 & more"   # its name
  open: 08:00
  tags: [a, 'b''c', {d: e}]
branch:
  <<: *shop
  ? [complex, key]
  : folded >-
note: |+
  kept
    as it is

folded: >
  one
  two

  three
dates: !!set {2026-01-01, 2026-01-02}
binary: !!binary aGVsbG8=
numbers: [0x1f, 0o17, 1e3, .inf, -.INF, .nan, ~, 1_000]
---
- second
...
`
const documents = YAML.parseAllDocuments(text, { merge: true })
console.log(
  documents.map(({ errors, warnings }) => [...errors, ...warnings].map(({ code, message }) => [code, message])),
)
const [first] = documents
console.log(first.toJS({ mapAsMap: false }))
first.setIn(['shop', 'tags', 1], 'changed')
first.getIn(['shop'], true).commentBefore = ' added'
console.log(String(first))

const orders = Array.from({ length: 60 }, (_, i) => ({
  id: i,
  name: `n: ${i}`,
  lines: [{ q: i / 3 }, '- x', 'yes', ''],
  nothing: null,
}))
const written = YAML.stringify(orders, { lineWidth: 40, singleQuote: true, anchorPrefix: 'n' })
console.log(
  createHash('sha256').update(written).digest('hex'),
  JSON.stringify(YAML.parse(written)) === JSON.stringify(orders),
)
const kinds = {}
YAML.visit(YAML.parseDocument(written), (_key, node) => {
  kinds[node.constructor.name] = (kinds[node.constructor.name] ?? 0) + 1
})
console.log(kinds)
for (const wrong of ['a: b: c', '{a: 1', '- *none', '"\\x"', 'a: 1\na: 2']) {
  try {
    YAML.parse(wrong)
  } catch ({ name, code, message, linePos }) {
    console.log(name, code, message, linePos)
  }
}
