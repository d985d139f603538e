import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { DebugInError } from '@debugin/protocol'
import { startSink } from '@debugin/sink'
import { fieldsOf, listOf, numberOf, textOf } from '../print/fields.js'
import { type AgentSettings, agentVariables } from '../run/agentVariables.js'
import { type ProcessEnd, runCommand } from '../run/childProcess.js'
import { preloadOption } from '../run/nodeOptions.js'
import type { PerfPoint } from './perfPoints.js'
import { type MeasuredRun, readRun } from './readRun.js'

/** What starts a program again and again with the same points. */
export interface Runner {
  /**
   * Runs the program to its end.
   *
   * @throws DebugInError INVALID_OPTION where it cannot be started, fails, or measures nothing
   */
  run(): Promise<MeasuredRun>
  /** What went wrong at points so far, each with how often. */
  problems(): Promise<string[]>
  stop(): Promise<void>
}

/** What a runner needs to know. */
export interface RunnerOptions {
  /** The program and its arguments. */
  command: readonly string[]
  points: readonly PerfPoint[]
  /** How the file of points is called, for messages. */
  pointsName: string
  settings: AgentSettings
  env: NodeJS.ProcessEnv
}

/** Prepares to run a program under the agent. The program's output goes to stderr; stdout is for reports. */
export async function openRunner({ command, points, pointsName, settings, env }: RunnerOptions): Promise<Runner> {
  const folder = mkdtempSync(join(tmpdir(), 'debugin-perf-'))
  const probes = join(folder, basename(pointsName))
  writeFileSync(probes, JSON.stringify(points.map(({ probe }) => probe)))
  const sink = await startSink({ port: 0 })
  const register = createRequire(import.meta.url).resolve('@debugin/agent/register')
  const [word = '', ...args] = command
  let count = 0

  async function run(): Promise<MeasuredRun> {
    const measured = join(folder, `run${count++}`)
    mkdirSync(measured)
    const environment = {
      ...env,
      ...agentVariables({ ...settings, probes, sinkUrl: sink.url }),
      DEBUGIN_CONTROL_API: 'false',
      DEBUGIN_METRICS_DIR: measured,
      NODE_OPTIONS: preloadOption(register, env.NODE_OPTIONS),
    }
    checkEnd(await start(environment), command)
    const found = readRun(measured, points)
    if (found.node !== null) return found
    throw new DebugInError(
      'INVALID_OPTION',
      `${command.join(' ')} has measured nothing: no process of Node ran to its end with the points of ${pointsName}; ` +
        'what the agent says of them stands above',
    )
  }

  async function start(environment: NodeJS.ProcessEnv): Promise<ProcessEnd> {
    try {
      return await runCommand(word, args, { stdio: ['ignore', 2, 2], env: environment })
    } catch (error) {
      const text = `${word} cannot be started: ${(error as Error).message}`
      throw new DebugInError('INVALID_OPTION', text, { command: word }, error)
    }
  }

  return {
    run,
    problems: () => readProblems(sink.url),
    async stop() {
      await sink.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function checkEnd({ code, signal }: ProcessEnd, command: readonly string[]): void {
  if (code === 0) return
  const how = signal === null ? `with exit code ${code}` : `by ${signal}`
  const text = `${command.join(' ')} ended ${how}; only runs that end well are measured`
  throw new DebugInError('INVALID_OPTION', text, { code, signal })
}

/** Failures are told once a second, with how many there were. */
async function readProblems(sinkUrl: string): Promise<string[]> {
  const counts = new Map<string, number>()
  for (const type of ['probe.error.condition', 'probe.error.snapshot']) {
    const page = await (await fetch(`${sinkUrl}/api/events?event_type=${type}&limit=1000`)).json()
    for (const event of listOf(fieldsOf(page).events).map(fieldsOf)) {
      const { file, line, error, count } = fieldsOf(event.payload)
      const text = `${textOf(file)}:${textOf(line)}: ${textOf(error)}`
      counts.set(text, (counts.get(text) ?? 0) + (numberOf(count) ?? 1))
    }
  }
  return [...counts].map(([text, count]) => `${text} (${count} times)`)
}
