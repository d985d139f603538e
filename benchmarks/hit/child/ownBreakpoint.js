'use strict'

// A breakpoint that a program sets in itself: a session on its own thread, where commands are answered at once, and a
// pause is over when its listener has returned.

const { Session } = require('node:inspector')
const { SCOPES } = require('./scopes.js')

/** Sets it; gives a function that says how often it has paused. */
function setOwnBreakpoint({ condition = '', depth, line }) {
  let pauses = 0
  const session = new Session()
  session.connect()
  const ask = (method, params) => {
    let answer
    session.post(method, params, (error, result) => {
      if (error) throw new Error(`${method}: ${error.message}`)
      answer = result
    })
    return answer
  }
  const read = (objectId, levels) => {
    const { result } = ask('Runtime.getProperties', { objectId, ownProperties: true })
    if (levels === 0) return
    for (const { value } of result) if (value?.objectId && value.type === 'object') read(value.objectId, levels - 1)
  }
  session.on('Debugger.paused', ({ params }) => {
    pauses++
    for (const { type, object } of params.callFrames[0].scopeChain) {
      if (SCOPES.includes(type)) read(object.objectId, depth)
    }
  })
  ask('Debugger.enable')
  const urlRegex = '/hit/child/subject\\.js$'
  const { locations } = ask('Debugger.setBreakpointByUrl', { urlRegex, lineNumber: line - 1, condition })
  if (locations.length !== 1) throw new Error('the breakpoint found no place')
  return () => pauses
}

module.exports = { setOwnBreakpoint }
