import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parse, tokenizer } from 'acorn'

const require = createRequire(import.meta.url)

const text = readFileSync(require.resolve('acorn'), 'utf8')
const comments = []
const tree = parse(text, { ecmaVersion: 'latest', sourceType: 'script', locations: true, onComment: comments })

const counts = {}
JSON.stringify(tree, (_key, value) => {
  if (typeof value?.type === 'string') counts[value.type] = (counts[value.type] ?? 0) + 1
  return value
})
console.log(counts, comments.length)
console.log(createHash('sha256').update(JSON.stringify(tree)).digest('hex'))

const tokens = [...tokenizer(text.slice(0, 5000).replace(/[^\n]*$/, ''), { ecmaVersion: 2022 })]
console.log(
  tokens.length,
  tokens
    .slice(0, 40)
    .map(({ type, value }) => value ?? type.label)
    .join(' '),
)

for (const wrong of [
  'let a; let a',
  'class A { #x; #x }',
  'a => { "use strict"; with (b) c }',
  'for (let of x',
  '/(/',
]) {
  try {
    parse(wrong, { ecmaVersion: 'latest' })
  } catch (error) {
    console.log(error.name, error.message, error.pos, error.raisedAt)
  }
}
