import type { Command } from 'commander'
import { parseDuration } from '../arguments/duration.js'
import { gather, parsePort, wholeNumber } from '../arguments/number.js'
import { parseSize } from '../arguments/size.js'
import { ENVIRONMENT, resolveSinkPort, SINK_PORT } from '../options.js'
import { notice } from '../print/notice.js'
import { defaultStorePath } from '../run/storePath.js'

interface SinkCommandOptions {
  host?: string
  port?: number
  allowHost?: string[]
  store?: string
  retain?: number
  retainSize?: number
  sync?: boolean
  capacity?: number
  secret?: string[]
  tail?: boolean
  json?: boolean
}

const EXAMPLES = `
Examples:
  $ debugin sink
  $ debugin sink --port 0 --tail
  $ debugin sink --store ./events.db --retain 30d --retain-size 5GB
  $ debugin sink --store memory --capacity 1000
  $ debugin sink --host 0.0.0.0       others on the network can then read what programs captured

Events are kept in a SQLite file of this user, one for each port, and with --port 0 in memory. Who starts the sink with
--secret (or DEBUGIN_SIGNING_SECRET, which other users of the machine cannot see) gives it to the agents, too.
It answers POST and GET /api/events, GET /api/events/stream, POST /api/events/clear and GET /health.`

/** Adds `debugin sink`: runs a sink until it is told to stop. */
export function addSinkCommand(program: Command): void {
  program
    .command('sink')
    .summary('run a sink')
    .description('Run a sink: it takes events from programs, keeps them, and streams them to `debugin tail`.')
    .option('--port <port>', 'port; 0: any free one (default: DEBUGIN_SINK_PORT, then 4317)', parsePort)
    .option('--host <host>', 'address to listen on (default: 127.0.0.1)')
    .option('--allow-host <name>', 'another name under which it may be called; may be repeated', gather)
    .option('--store <file>', 'file that keeps the events, or `memory` (default: one in the data folder of this user)')
    .option('--retain <time>', 'how long a file keeps them: 12h, 30d (default: 7d)', parseDuration)
    .option('--retain-size <size>', 'how large the file may become: 500MB, 2GB (default: 1GB)', parseSize)
    .option('--sync', 'with a file: answer for events only when the disk has them, in case the power fails')
    .option('--capacity <n>', 'events kept at most (default: 10000 in memory, no such bound in a file)', wholeNumber(1))
    .option(
      '--secret <whsec>',
      'take only what is signed with it (default: DEBUGIN_SIGNING_SECRET); repeatable',
      gather,
    )
    .option('--tail', 'print the events that come')
    .option('--json', 'with --tail: as JSON, an event a line')
    .addHelpText('after', EXAMPLES)
    .action(runSink)
}

async function runSink(given: SinkCommandOptions): Promise<void> {
  const { host, allowHost, retain, retainSize, sync, capacity, tail, json } = given
  const { startLiveSink } = await import('../run/liveSink.js')
  const port = resolveSinkPort(given.port, ENVIRONMENT)
  const options = {
    host,
    port,
    allowedHosts: allowHost,
    store: given.store ?? standardStore(port ?? SINK_PORT),
    retainMs: retain,
    retainBytes: retainSize,
    sync,
    capacity,
    signingSecrets: given.secret ?? secretsOf(ENVIRONMENT),
  }
  const print = tail === true ? { stream: process.stdout, json: json === true } : null
  const sink = await startLiveSink(options, print)
  // With --tail --json, stdout holds nothing but events.
  if (tail === true) notice(`sink at ${sink.url}`)
  else process.stdout.write(`DebugIn sink at ${sink.url}\n`)
  await stopSignal()
  await sink.stop()
}

/** A port that changes with every start is none to find events under again. */
function standardStore(port: number): string {
  const path = port === 0 ? null : defaultStorePath(port, ENVIRONMENT)
  if (path === null && port !== 0) notice('this user has no folder for data; events are kept in memory')
  return path ?? 'memory'
}

function secretsOf({ DEBUGIN_SIGNING_SECRET: secret }: NodeJS.ProcessEnv): string[] {
  return secret === undefined || secret === '' ? [] : [secret]
}

/** Resolves at the first signal to stop; the next one ends the process at once. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
    const stop = (): void => {
      for (const signal of signals) process.off(signal, stop)
      resolve()
    }
    for (const signal of signals) process.on(signal, stop)
  })
}
