import { sitesOf } from '@debugin/protocol'
import { EVERY_SITE, runtimeOf } from './everySite.mjs'

/** A runtime that puts no probe anywhere. */
export function idleRuntime() {
  return createRuntime(() => {})
}

/**
 * A runtime that takes a snapshot at every pass over every site of every file. `unreadable` lists the names of sites
 * that could not be read at a hit: what a site names must hold a value there.
 *
 * @param snapshots how many snapshots each site takes; later passes only read its names
 */
export function armedRuntime({ snapshots = Number.POSITIVE_INFINITY } = {}) {
  const unreadable = new Set()
  const runtime = createRuntime((file) => {
    for (const ref of sitesOf(file.table)) {
      runtime.place(probe, file, ref, null, readingAll(ref.site, unreadable, snapshots))
    }
  })
  const probe = runtime.activate(EVERY_SITE)
  return Object.assign(runtime, { unreadable })
}

/** A runtime whose probes, at every site, come and go: they are there after every second call of `log`. */
export function switchingRuntime() {
  let on = false
  const runtime = createRuntime((file) => on && placeAll(file))
  const probe = runtime.activate(EVERY_SITE)
  const placeAll = (file) => {
    for (const ref of sitesOf(file.table)) runtime.place(probe, file, ref, null, readingAll(ref.site, new Set()))
  }
  const onLog = () => {
    on = !on
    if (on) for (const file of runtime.files) placeAll(file)
    else runtime.displace(EVERY_SITE.id)
  }
  return Object.assign(runtime, { onLog })
}

/** How many snapshots were taken. */
export function hitsOf(runtime) {
  return runtime.counts().reduce((sum, { totalHits }) => sum + totalHits, 0)
}

function createRuntime(onFile) {
  return Object.assign(runtimeOf(onFile), { unreadable: new Set(), onLog() {} })
}

/** A condition that holds until there are enough snapshots, and tries to read every name of the site first. */
function readingAll({ kind, line, column, names }, unreadable, snapshots = Number.POSITIVE_INFINITY) {
  return (_probe, bind) => {
    let passes = 0
    const readers = names.map((name) => [name, bind(name)])
    const condition = (hit) => {
      for (const [name, read] of readers) {
        try {
          read(hit)
        } catch (error) {
          unreadable.add(`${line}:${column} ${kind}: ${name}: ${error.message}`)
        }
      }
      return ++passes <= snapshots
    }
    return { condition, message: null, usesDuration: false }
  }
}
