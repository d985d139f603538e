'use strict'
log(this === module.exports, (function () { return this })())
