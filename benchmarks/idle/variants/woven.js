'use strict'

module.exports = {
  purpose: 'every file woven, no probe, no runtime',
  instrument: (source, options) => require('@debugin/compiler').instrument(source, options),
  /** The gate of a function: $D, a hash of the file, the number of the function. */
  evidence: /\$D\w+_\w+/,
}
