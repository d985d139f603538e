import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterwards } from '../agent/harness/afterwards.mjs'

const BINARY = fileURLToPath(new URL('../../packages/cli/bin/debugin.js', import.meta.url))

/** Milliseconds after which a test gives up waiting; never reached when all is well. */
const PATIENCE = 20_000

/**
 * Starts the real command in a process group of its own, which is ended with the test whatever happens.
 *
 * @param context of the test, or anything with `after`
 * @param options `fileBlocks`: of 512 bytes; no file of the process may become larger, which is as good as a full disk;
 *   `through`: the words of a command that runs it
 */
export function start(context, args, options = {}) {
  return startNode(context, [BINARY, ...args], options)
}

/** The same for any program of Node. */
export function startNode(
  context,
  args,
  { cwd = process.cwd(), env = {}, stdin = 'ignore', fileBlocks = null, through = [] } = {},
) {
  const words = [...through, process.execPath, ...args]
  const [program, ...rest] =
    fileBlocks === null ? words : ['sh', '-c', `ulimit -f ${fileBlocks} && exec "$@"`, 'sh', ...words]
  const child = spawn(program, rest, {
    cwd,
    env: { ...cleanEnvironment(), ...env },
    stdio: [stdin, 'pipe', 'pipe'],
    detached: true,
  })
  const text = { stdout: '', stderr: '' }
  const waiting = new Set()
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', (chunk) => {
      text[name] += chunk
      for (const look of waiting) look()
    })
  }
  const ended = new Promise((resolve) => {
    child.once('close', (code, signal) => {
      resolve({ code, signal, ...text })
      for (const look of waiting) look()
    })
  })
  const over = () => child.exitCode !== null || child.signalCode !== null
  afterwards(context, async () => {
    try {
      process.kill(-child.pid, 'SIGKILL')
    } catch {
      // Nobody of the group is left.
    }
    await ended
  })
  return {
    child,
    ended,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    /** Waits until a stream shows the pattern; gives the match. */
    shows: (pattern, stream = 'stdout') =>
      new Promise((resolve, reject) => {
        const report = (why) => new Error(`${why} before ${stream} showed ${pattern}:\n${text.stdout}\n${text.stderr}`)
        const timer = setTimeout(() => finish(reject, report('time was over')), PATIENCE)
        const finish = (settle, value) => {
          clearTimeout(timer)
          waiting.delete(look)
          settle(value)
        }
        const look = () => {
          const match = new RegExp(pattern).exec(text[stream])
          if (match !== null) finish(resolve, match)
          else if (over()) finish(reject, report('the process ended'))
        }
        waiting.add(look)
        look()
      }),
  }
}

/** Runs the command to its end. */
export async function run(context, args, options) {
  return await start(context, args, options).ended
}

/** What the tester's own shell says to DebugIn, Node or terminals must not reach the tests. */
export function cleanEnvironment() {
  const env = { ...process.env }
  for (const name of Object.keys(env)) {
    if (
      /^(?:DEBUGIN_|EVENT_SINK_URL$|NODE_OPTIONS$|NODE_V8_COVERAGE$|NODE_TEST_CONTEXT$|npm_|INIT_CWD$|NO_COLOR$|FORCE_COLOR$)/.test(
        name,
      )
    )
      delete env[name]
  }
  // What one test could not deliver is nothing for the next one.
  env.DEBUGIN_SPOOL_DIR = 'off'
  return env
}

/** Asks again and again until the answer is there. */
export async function until(what, ask) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    const answer = await ask()
    if (answer !== undefined && answer !== null && answer !== false) return answer
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`waited in vain for ${what}`)
}
