'use strict'

// Formats a kernel of this folder with prettier: parse, attach comments, build a document, print it.

const { readFileSync } = require('node:fs')
const { join } = require('node:path')
const prettier = require('prettier/standalone')
const babel = require('prettier/plugins/babel')
const estree = require('prettier/plugins/estree')
const { addText } = require('./shared/textChecksum.js')

const source = readFileSync(join(__dirname, '../kernels/text.js'), 'utf8')

async function run(scale) {
  let checksum = 0
  for (let i = 0; i < scale; i++) {
    checksum = addText(checksum, await prettier.format(source, { parser: 'babel', plugins: [babel, estree] }))
  }
  return checksum
}

module.exports = {
  name: 'prettier',
  isolates: 'a formatter, minified: a recursive descent over trees, many small objects, async functions at the top',
  run,
  expected: { 1: -45103955, 2: -1367736480 },
}
