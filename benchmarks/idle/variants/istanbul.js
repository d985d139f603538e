'use strict'

module.exports = {
  purpose: 'the counters of istanbul-lib-instrument, for comparison',
  instrument(source, { file, sourceType }) {
    const { createInstrumenter } = require('istanbul-lib-instrument')
    const instrumenter = createInstrumenter({ esModules: sourceType === 'module', compact: false })
    return { code: instrumenter.instrumentSync(source, file) }
  },
  evidence: /\bcov_\w+\(\)/,
}
