import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { Marked, marked } from 'marked'

const texts = ['commander', 'marked', 'immutable', 'qs', 'ajv'].map((name) =>
  readFileSync(
    new URL(`../node_modules/${name}/${name === 'commander' ? 'Readme' : 'README'}.md`, import.meta.url),
    'utf8',
  ),
)

for (const text of texts) {
  const html = marked.parse(text)
  console.log(html.length, createHash('sha256').update(html).digest('hex'))
}

const own = new Marked({
  gfm: true,
  breaks: true,
  renderer: {
    heading({ tokens, depth }) {
      return `<h${depth} class="mine">${this.parser.parseInline(tokens)}</h${depth}>\n`
    },
  },
  async: true,
  async walkTokens(token) {
    await null
    if (token.type === 'link') token.href = token.href.replace('http:', 'https:')
  },
})
console.log(
  await own.parse(
    `# A *title*\n\n- [x] done\n- [ ] [open](http://b.c)\n\n| a | b |\n|--:|:-:|\n| 1 | \`2\` |\n\nx\ny <b>z</b>`,
  ),
)

const kinds = {}
marked.walkTokens(marked.lexer(texts[0]), ({ type }) => {
  kinds[type] = (kinds[type] ?? 0) + 1
})
console.log(kinds)
