// Preloaded, makes every `require('@babel/parser')` of the packages give the newer major; the tests' own tokens, which
// come by `import`, stay those of the older one, so that each major judges the other.

const Module = require('node:module')
const { join } = require('node:path')

const FOLDER = join(__dirname, '../../babel8/node_modules/@babel/parser')

const resolve = Module._resolveFilename
let told = false

Module._resolveFilename = function (request, ...rest) {
  if (request !== '@babel/parser') return resolve.call(this, request, ...rest)
  if (!told) console.error(`with @babel/parser ${require(join(FOLDER, 'package.json')).version}`)
  told = true
  return resolve.call(this, FOLDER, ...rest)
}
