'use strict'

const woven = require('./woven.js')

module.exports = {
  ...woven,
  purpose: 'every file woven, its gates variables of the module, no agent',
  instrument: (source, options) => require('@debugin/compiler').instrument(source, { ...options, gates: 'module' }),
}
