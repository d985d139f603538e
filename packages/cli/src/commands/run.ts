import { createRequire } from 'node:module'
import { DebugInError } from '@debugin/protocol'
import type { Command } from 'commander'
import { gather, parsePort } from '../arguments/number.js'
import { ENVIRONMENT, resolveSinkPort } from '../options.js'
import { notice } from '../print/notice.js'
import { type AgentSettings, agentVariables } from '../run/agentVariables.js'
import { endLike, runNode } from '../run/childProcess.js'
import type { LiveSink } from '../run/liveSink.js'
import { preloadOption } from '../run/nodeOptions.js'

interface RunOptions extends AgentSettings {
  sink?: boolean
  sinkPort?: number
  full?: boolean
}

const EXAMPLES = `
Examples:
  $ debugin run app.js --verbose              the program gets --verbose
  $ debugin run --sink app.js                 and print the events that come, on stderr
  $ debugin run --enable-source-maps app.js   flags of Node stand before the script, as after \`node\`
  $ debugin run --port 5100 --name shop --import tsx src/server.ts
  $ debugin run --sink -- --test test/        everything after -- is for Node

debugin's own options come first. From the first word that is none of them everything goes to Node as it stands: its
flags, the script, the script's arguments. Child processes of the program run under the agent too.
The exit code is the program's own; signals are handed on to it.`

/** Adds `debugin run`: starts a program under the agent. */
export function addRunCommand(program: Command): void {
  program
    .command('run')
    .summary('start a program under the agent')
    .description('Start a Node.js program under the agent, so that points can be set in it while it runs.')
    .usage('[options] [node flags] app.js [args...]')
    .argument('[words...]', 'what would stand after `node`')
    .option('--sink', 'run a sink too, and print what points catch')
    .option('--sink-port <port>', 'port of that sink (default: DEBUGIN_SINK_PORT, then 4317, or a free one)', parsePort)
    .option('--full', 'with --sink: print values and stacks at full length')
    .option('--sink-url <url>', 'where another sink is, that events go to')
    .option(
      '--port <port>',
      'port of the control API; 0: any free one (default: 5001, or the next free one)',
      parsePort,
    )
    .option('--host <host>', 'address of the control API; others than loopback need a token')
    .option('--socket <path>', 'Unix socket of the control API, in place of a port')
    .option('--token <token>', 'token that callers of the control API must send')
    .option('--name <name>', "name of the application in events (default: package.json's)")
    .option('--tag <tag>', 'tag of the agent; may be repeated', gather)
    .option('--root <folder>', 'folder of the program (default: that of its package.json)')
    .option('--include <glob>', 'files that may hold points, from the root; may be repeated', gather)
    .option('--exclude <glob>', 'files that may not; may be repeated', gather)
    .option('--include-package <name>', 'package that may hold points; may be repeated, and `*` names all', gather)
    .option('--probes <file>', 'JSON file of points that are set at the start')
    .option('--persist <file>', 'file that keeps points set through the control API; on: a private one')
    .option('--redaction <json>', 'what is hidden beside the built-in names and shapes, and what is not')
    .option('--cpu-budget <share>', 'share of one core that all points may take (default: 0.01), or off')
    .option('--debug', "the agent's own log, on stderr")
    .passThroughOptions()
    .allowUnknownOption()
    .addHelpText('after', EXAMPLES)
    .action(runProgram)
}

async function runProgram(words: string[], options: RunOptions, command: Command): Promise<void> {
  checkWords(words, command)
  if (options.sink === true && options.sinkUrl !== undefined) {
    throw new DebugInError('INVALID_OPTION', 'Either --sink or --sink-url: --sink starts a sink of its own')
  }
  const sink = options.sink === true ? await startSink(options) : null
  const register = createRequire(import.meta.url).resolve('@debugin/agent/register')
  const end = await runNode(words, {
    ...ENVIRONMENT,
    ...agentVariables(sink === null ? options : { ...options, sinkUrl: sink.url }),
    NODE_OPTIONS: preloadOption(register, ENVIRONMENT.NODE_OPTIONS),
  })
  await sink?.stop()
  endLike(end)
}

/** Node would say of our option that it is a bad one, and run nothing without a script. */
function checkWords(words: readonly string[], command: Command): void {
  if (words.length === 0) {
    throw new DebugInError('INVALID_OPTION', 'Name the script to run: debugin run app.js. See debugin run --help')
  }
  const script = words.findIndex((word) => !word.startsWith('-') || word === '--')
  const flags = script < 0 ? words : words.slice(0, script)
  const late = flags.find((flag) => command.options.some(({ long }) => long === flag.split('=')[0]))
  if (late === undefined) return
  const text = `${late} stands after ${words[0]}; debugin's own options come first, before those of Node`
  throw new DebugInError('INVALID_OPTION', text, { option: late })
}

async function startSink({ sinkPort, full }: RunOptions): Promise<LiveSink> {
  const { startLiveSink, startSinkNear } = await import('../run/liveSink.js')
  const output = { stream: process.stderr, full: full === true }
  const port = resolveSinkPort(sinkPort, ENVIRONMENT)
  // A port that somebody named is meant; the usual one is a suggestion.
  const sink = port === undefined ? await startSinkNear({}, output) : await startLiveSink({ port }, output)
  notice(`sink at ${sink.url}; set points with \`debugin trace file:line\` and \`debugin log file:line "text {x}"\``)
  return sink
}
