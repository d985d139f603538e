'use strict'

// The thread of a debugger: sets a breakpoint in the main thread, and at each pause reads the variables of the function
// to a depth, as debuggers without a pause of their own have to. workerData: { condition, depth, line }.

const { Session } = require('node:inspector/promises')
const { parentPort, workerData } = require('node:worker_threads')
const { SCOPES } = require('./scopes.js')

let pauses = 0

async function setBreakpoint({ condition = '', line }) {
  const session = new Session()
  session.connectToMainThread()
  session.on('Debugger.paused', ({ params }) => void look(session, params.callFrames[0]))
  await session.post('Debugger.enable')
  const urlRegex = '/hit/child/subject\\.js$'
  const { locations } = await session.post('Debugger.setBreakpointByUrl', { urlRegex, lineNumber: line - 1, condition })
  if (locations.length !== 1) throw new Error('the breakpoint found no place')
  parentPort.postMessage('set')
}

async function look(session, { scopeChain }) {
  pauses++
  for (const { type, object } of scopeChain) {
    if (SCOPES.includes(type)) await read(session, object.objectId, workerData.depth)
  }
  await session.post('Debugger.resume')
}

async function read(session, objectId, depth) {
  const { result } = await session.post('Runtime.getProperties', { objectId, ownProperties: true })
  if (depth === 0) return
  const inside = result.flatMap(({ value }) => (value?.objectId && value.type === 'object' ? [value.objectId] : []))
  await Promise.all(inside.map((id) => read(session, id, depth - 1)))
}

// Listening also keeps the thread alive while it waits for the inspector.
parentPort.on('message', () => parentPort.postMessage({ pauses }))
setBreakpoint(workerData)
