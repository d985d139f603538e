import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { writeTree } from '../cli/program.mjs'
import { ROOT } from './codeBlocks.mjs'

/** Calls `price` again and again, until its standard input ends. */
const APP = `const price = require('./price')

function checkout(item, customer) {
  return price(item, customer)
}

const luna = { name: 'Café Luna', wholesale: true, cardNumber: '4111 1111 1111 1111' }
const timer = setInterval(() => checkout({ sku: 'tea', cost: 8, quantity: 100 }, luna), 5)
process.stdin.resume().on('end', () => {
  setTimeout(() => {
    clearInterval(timer)
    console.log(Symbol.for('debugin.runtime') in globalThis ? 'under the agent' : 'without the agent')
  }, 50)
})
`

/** A folder with the program that the README talks about, and with DebugIn installed in it. */
export function writeReadmeProgram(context, price) {
  const manifest = { name: 'readme', version: '1.0.0', scripts: { start: 'node app.js' } }
  const folder = writeTree(context, { 'price.js': price, 'app.js': APP, 'package.json': JSON.stringify(manifest) })
  const modules = join(folder, 'node_modules')
  mkdirSync(join(modules, '.bin'), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules/@debugin'), join(modules, '@debugin'), 'dir')
  symlinkSync(join(ROOT, 'packages/cli/bin/debugin.js'), join(modules, '.bin/debugin'))
  return folder
}
