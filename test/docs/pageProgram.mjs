import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { until } from '../agent/harness/deadline.mjs'
import { startEvents } from '../agent/harness/events.mjs'
import { freePort } from '../agent/harness/freePort.mjs'
import { cleanEnvironment } from '../cli/command.mjs'
import { writeTree } from '../cli/program.mjs'
import { ROOT } from './codeBlocks.mjs'

/** Writes a program with DebugIn, its command line among it, installed in its folder. */
export function writePageProgram(context, files) {
  const folder = writeTree(context, { 'package.json': '{"name":"page"}', ...files })
  const bin = join(folder, 'node_modules/.bin')
  mkdirSync(bin, { recursive: true })
  symlinkSync(join(ROOT, 'node_modules/@debugin'), join(folder, 'node_modules/@debugin'), 'dir')
  symlinkSync(join(ROOT, 'packages/cli/bin/debugin.js'), join(bin, 'debugin'))
  return folder
}

/**
 * Runs a command of a page to its end.
 *
 * @param points that are set before any file is loaded
 * @returns the end `code`, what it `printed`, and the `files` in which points have hit, from the folder
 */
export async function runCommand(context, folder, command, points = []) {
  const events = await startEvents(context)
  writeFileSync(join(folder, 'probes.json'), JSON.stringify(points))
  // What npx would look for, for a second or two, is in the path.
  const child = startShell(folder, command.replace(/^npx /, ''), {
    PATH: `${join(folder, 'node_modules/.bin')}:${process.env.PATH}`,
    DEBUGIN_CACHE_DIR: 'off',
    DEBUGIN_CONTROL_API: 'off',
    DEBUGIN_EVENT_SINK_URL: events.url,
    DEBUGIN_PROBES_FILE: join(folder, 'probes.json'),
  })
  const { code, printed } = await textOf(child)
  // The last event of a program, behind those of its points.
  await events.named('agent.status.stopped')
  const hits = events.all.filter(({ name }) => name === 'probe.hit.snapshot')
  return { code, printed, files: hits.map(({ payload }) => payload.file.slice(folder.length + 1)).sort() }
}

/**
 * Starts a program that does not end, says the next command, which sets a tracepoint, and waits for its event.
 *
 * @returns the event's payload
 */
export async function startAndTrace(context, folder, [start, trace]) {
  const events = await startEvents(context)
  const port = String(await freePort())
  const env = { DEBUGIN_CONTROL_API_PORT: port, DEBUGIN_EVENT_SINK_URL: events.url, DEBUGIN_CACHE_DIR: 'off' }
  const program = startShell(folder, start, env)
  const ended = new Promise((resolve) => program.once('close', resolve))
  context.after(async () => {
    process.kill(-program.pid, 'SIGKILL')
    await ended
  })
  for (const stream of [program.stdout, program.stderr]) stream.resume()
  await until('the control API', () =>
    fetch(`http://127.0.0.1:${port}/health`).then(
      ({ ok }) => ok,
      () => false,
    ),
  )
  const said = await textOf(startShell(folder, trace, env))
  assert.equal(said.code, 0, said.printed)
  return (await events.named('probe.hit.snapshot')).payload
}

async function textOf(child) {
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text))
  return { code: await new Promise((resolve) => child.once('close', resolve)), printed }
}

/** Starts a command of a page in a shell. */
function startShell(folder, command, env = {}) {
  return spawn(command, {
    cwd: folder,
    shell: true,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...cleanEnvironment(), ...env },
  })
}
