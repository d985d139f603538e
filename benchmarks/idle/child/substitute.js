'use strict'

const Module = require('node:module')

/**
 * Compiles the text that `texts` (a Map from path to source) has for a file in place of what is on disk, and calls
 * `onCompile(path)` for each CommonJS file. Both variants load through it, so what it costs is in both.
 */
function substituteSources(texts, onCompile) {
  const compile = Module.prototype._compile
  Module.prototype._compile = function (source, file, ...rest) {
    onCompile(file)
    return compile.call(this, texts.get(file) ?? source, file, ...rest)
  }
}

module.exports = { substituteSources }
