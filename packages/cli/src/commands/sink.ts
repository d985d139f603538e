import type { Command } from 'commander'
import { gather, parsePort, wholeNumber } from '../arguments/number.js'
import { ENVIRONMENT, resolveSinkPort } from '../options.js'
import { notice } from '../print/notice.js'

interface SinkCommandOptions {
  host?: string
  port?: number
  allowHost?: string[]
  capacity?: number
  tail?: boolean
  json?: boolean
}

const EXAMPLES = `
Examples:
  $ debugin sink
  $ debugin sink --port 0 --tail
  $ debugin sink --host 0.0.0.0       others on the network can then read what programs captured

It answers POST and GET /api/events, GET /api/events/stream, POST /api/events/clear and GET /health.`

/** Adds `debugin sink`: runs a sink until it is told to stop. */
export function addSinkCommand(program: Command): void {
  program
    .command('sink')
    .summary('run a sink')
    .description('Run a sink: it takes events from programs, keeps the latest, and streams them to `debugin tail`.')
    .option('--port <port>', 'port; 0: any free one (default: DEBUGIN_SINK_PORT, then 4317)', parsePort)
    .option('--host <host>', 'address to listen on (default: 127.0.0.1)')
    .option('--allow-host <name>', 'another name under which it may be called; may be repeated', gather)
    .option('--capacity <n>', 'events kept (default: 10000)', wholeNumber(1))
    .option('--tail', 'print the events that come')
    .option('--json', 'with --tail: as JSON, an event a line')
    .addHelpText('after', EXAMPLES)
    .action(runSink)
}

async function runSink({ host, port, allowHost, capacity, tail, json }: SinkCommandOptions): Promise<void> {
  const { startLiveSink } = await import('../run/liveSink.js')
  const options = { host, port: resolveSinkPort(port, ENVIRONMENT), allowedHosts: allowHost, capacity }
  const print = tail === true ? { stream: process.stdout, json: json === true } : null
  const sink = await startLiveSink(options, print)
  // With --tail --json, stdout holds nothing but events.
  if (tail === true) notice(`sink at ${sink.url}`)
  else process.stdout.write(`DebugIn sink at ${sink.url}\n`)
  await stopSignal()
  await sink.stop()
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
