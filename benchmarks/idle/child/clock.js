'use strict'

const { openSync, readSync } = require('node:fs')

/** Longest line that schedstat may hold: three numbers of 64 bits. */
const SCHEDSTAT_LENGTH = 64

/** What can be measured, each as a function that gives a function that gives nanoseconds. */
const clocks = {
  wall: () => () => Number(process.hrtime.bigint()),
  cpu: createCpuClock,
}

/**
 * The time the main thread has spent on a core. On a machine that others use too, it does not count the time in which
 * they had the core; it does not count the collector's and the compiler's own threads either.
 */
function createCpuClock() {
  const path = `/proc/${process.pid}/task/${process.pid}/schedstat`
  let descriptor
  try {
    descriptor = openSync(path, 'r')
  } catch (cause) {
    throw new Error(`--clock cpu reads ${path}, which this system does not have; use --clock wall`, { cause })
  }
  const buffer = Buffer.alloc(SCHEDSTAT_LENGTH)
  return () => {
    // schedstat alone is as old as the last tick, up to 4 ms. Asking for the usage of the process makes the kernel
    // bring the calling thread up to date (thread_group_cputime in kernel/sched/cputime.c).
    process.cpuUsage()
    const length = readSync(descriptor, buffer, 0, SCHEDSTAT_LENGTH, 0)
    return Number.parseInt(buffer.latin1Slice(0, length), 10)
  }
}

module.exports = { clocks }
