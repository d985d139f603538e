import { spawn } from 'node:child_process'
import { afterwards } from './afterwards.mjs'
import { within } from './deadline.mjs'

const running = new Set()

// Whatever happens to the tests, no program outlives them.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1))

/** The environment of tests has nothing to say to programs. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_V8_COVERAGE']

/**
 * Starts a program in a child process and collects what it says.
 *
 * @param ipc opens a channel, so that the program can be driven
 * @param fileBlocks of 512 bytes: no file of the program may become larger, which is as good as a full disk
 */
export function startChild(context, { node = process.execPath, args, cwd, env = {}, ipc = false, fileBlocks = null }) {
  const inherited = Object.fromEntries(
    INHERITED.flatMap((name) => (name in process.env ? [[name, process.env[name]]] : [])),
  )
  const stdio = ipc ? ['pipe', 'pipe', 'pipe', 'ipc'] : ['pipe', 'pipe', 'pipe']
  const startedAt = performance.now()
  const words = [node, ...args]
  const [program, ...rest] =
    fileBlocks === null ? words : ['sh', '-c', `ulimit -f ${fileBlocks} && exec "$@"`, 'sh', ...words]
  const child = spawn(program, rest, { cwd, env: { ...inherited, ...env }, stdio })
  running.add(child)
  const said = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => (said[name] += text))
  // 'close' of the process itself does not come on Node 20 when this side ended the channel.
  const ended = ['stdout', 'stderr'].map((name) => new Promise((resolve) => child[name].once('close', resolve)))
  const exit = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', async (code, signal) => {
      const ms = performance.now() - startedAt
      running.delete(child)
      await Promise.all(ended)
      resolve({ code, signal, ...said, ms })
    })
  })
  exit.catch(() => {})
  afterwards(context, async () => {
    child.kill('SIGKILL')
    await exit.catch(() => {})
  })
  return {
    child,
    said,
    /** How it ended: `{ code, signal, stdout, stderr, ms }`. */
    exit: (deadlineMs) => within(() => `the end of ${args.join(' ')}\n${said.stdout}${said.stderr}`, exit, deadlineMs),
    /** Fails when the program ends before the promise settles. */
    orExit: (promise) =>
      Promise.race([
        promise,
        exit.then(({ code, signal }) => {
          throw new Error(`the program ended with ${code ?? signal}\n${said.stdout}${said.stderr}`)
        }),
      ]),
  }
}
