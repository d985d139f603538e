'use strict'

/** Options that keep Babel from looking for a configuration. */
const BARE = { babelrc: false, configFile: false, compact: false, sourceType: 'script', sourceMaps: false }

const allowed = { allowReturnOutsideFunction: true }

/**
 * What is compared. Each is a function that loads the tool and gives `(source, file) → { code, proof, … }`; `proof` is
 * whether it did what it should.
 */
const tools = {
  debugin() {
    const { instrument } = require('@debugin/compiler')
    return (source, file) => {
      const { code, sites, woven } = instrument(source, { file, sourceType: 'commonjs' })
      const count = sites.functions.reduce((all, { sites: places }) => all + places.length, 0)
      return { code, proof: woven, functions: sites.functions.length, sites: count }
    }
  },
  istanbul() {
    const { createInstrumenter } = require('istanbul-lib-instrument')
    const instrumenter = createInstrumenter({ esModules: false, compact: false })
    return (source, file) => {
      const code = instrumenter.instrumentSync(source, file)
      return { code, proof: /\bcov_\w+\(\)/.test(code) }
    }
  },
  babel() {
    const { transformSync } = require('@babel/core')
    const plugins = [() => ({ visitor: {} })]
    return (source, file) => {
      const { code } = transformSync(source, { ...BARE, filename: file, plugins, parserOpts: allowed })
      return { code, proof: code.length > 0 }
    }
  },
  parse() {
    const { parse } = require('@babel/parser')
    return (source) => ({ proof: parse(source, { sourceType: 'script', ...allowed }).program.body.length > 0 })
  },
}

module.exports = { tools }
