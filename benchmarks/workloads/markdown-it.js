'use strict'

// Renders a long document with markdown-it and the packages it stands on.

const markdownIt = require('markdown-it')
const { createRandom } = require('../kernels/shared/random.js')

const SECTIONS = 25

function makeDocument(sections) {
  const random = createRandom(8_675_309)
  const words = [
    'probe',
    '*gate*',
    '**twin**',
    '`site()`',
    '[link](https://example.org/a_b)',
    'www.example.com',
    '"quoted"',
  ]
  const sentence = () => `${Array.from({ length: 14 }, () => words[random() % words.length]).join(' ')}.`
  const forms = [
    (n) => `${'#'.repeat(1 + (n % 4))} Part ${n}\n\n${sentence()} ${sentence()}`,
    () => `> ${sentence()}\n> ${sentence()}\n>\n> - ${sentence()}`,
    () => `1. ${sentence()}\n2. ${sentence()}\n   - ${sentence()}\n   - ${sentence()}`,
    (n) => `\`\`\`js\nconst value${n} = '<b>' + other & 1\n\`\`\`\n\n---`,
    () => `| a | b |\n|---|:-:|\n| ${sentence()} | x |\n| ~~gone~~ | &copy; <br> |`,
  ]
  return Array.from({ length: sections }, (_, n) => forms.map((form) => form(n)).join('\n\n')).join('\n\n')
}

const source = makeDocument(SECTIONS)
const renderer = markdownIt({ html: true, linkify: true, typographer: true })

function run(scale) {
  let checksum = 0
  for (let i = 0; i < scale; i++) {
    const html = renderer.render(source)
    for (let at = 0; at < html.length; at += 17) checksum = (Math.imul(checksum, 31) + html.charCodeAt(at)) | 0
  }
  return checksum
}

module.exports = {
  name: 'markdown-it',
  isolates: 'a real renderer in several packages: rules as functions in tables, tokens, regular expressions',
  run,
  expected: { 1: 633987098, 2: -1405082060 },
}
