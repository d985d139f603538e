'use strict'

// Renders a Markdown document that holds a little of everything, many times over.

const { marked } = require('marked')
const { addText } = require('./shared/textChecksum.js')

const SECTIONS = 40

function makeDocument(sections) {
  const text = (n) => `## Section ${n}

Text with *emphasis*, **weight**, \`code ${n}\`, a [link](https://example.org/${n} "to ${n}") and a<br>break.

- one
- two with **${n * 7}**
  1. nested
  2. [ref][${n}]

| a | b |
|---|--:|
| ${n} | ${n * 3} |

> quoted ${'words '.repeat(n % 9)}

\`\`\`js
const x${n} = ${n}
\`\`\`

[${n}]: https://example.org/ref/${n}
`
  return Array.from({ length: sections }, (_, n) => text(n)).join('\n')
}

const source = makeDocument(SECTIONS)

function run(scale) {
  let checksum = 0
  for (let i = 0; i < scale; i++) checksum = addText(checksum, marked.parse(source))
  return checksum
}

module.exports = {
  name: 'marked',
  isolates: 'a renderer driven by regular expressions: few hot functions, much time inside the engine',
  run,
  expected: { 1: -136778176, 2: -194312192 },
}
