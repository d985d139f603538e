'use strict'

module.exports = { purpose: 'the program as it is, a second time: how far a ratio strays when there is nothing to see' }
