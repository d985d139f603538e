'use strict'

/** What an inspector reads of a paused function: the variables and the arguments; what debuggers skip costs nothing. */
const SCOPES = ['local', 'block']

module.exports = { SCOPES }
