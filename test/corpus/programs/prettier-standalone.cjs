const { createHash } = require('node:crypto')
const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const prettier = require('prettier/standalone')
const plugins = [
  require('prettier/plugins/estree'),
  require('prettier/plugins/meriyah'),
  require('prettier/plugins/graphql'),
]

async function main() {
  const text = readFileSync(join(__dirname, '../node_modules/lodash/_baseClone.js'), 'utf8')
  const formatted = await prettier.format(text, { parser: 'meriyah', plugins, trailingComma: 'none' })
  console.log(formatted.length, createHash('sha256').update(formatted).digest('hex'))
  console.log(formatted.slice(-600))
  console.log(await prettier.format('query($a:Int!){b(c:$a){...on D{e}}}', { parser: 'graphql', plugins }))
}
main()
