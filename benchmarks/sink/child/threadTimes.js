'use strict'

const { readdirSync, readFileSync } = require('node:fs')

/**
 * What the threads of a process have spent on cores, and waited for one while they could have run: a Map from ids to
 * `{ onCore, waited }` in ms. Empty where the system does not tell; as old as the last tick, up to 4 ms.
 */
function readThreadTimes(pid) {
  const times = new Map()
  for (const id of threadIds(pid)) {
    try {
      const [onCore, waited] = readFileSync(`/proc/${pid}/task/${id}/schedstat`, 'latin1').split(' ')
      times.set(id, { onCore: Number(onCore) / 1e6, waited: Number(waited) / 1e6 })
    } catch {
      // It has ended.
    }
  }
  return times
}

function threadIds(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

module.exports = { readThreadTimes }
