'use strict'

module.exports = { purpose: 'the program as it is' }
