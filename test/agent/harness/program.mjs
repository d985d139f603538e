import { join } from 'node:path'
import { startChild } from './child.mjs'
import { controlApi } from './controlApi.mjs'
import { until, within } from './deadline.mjs'
import { startEvents } from './events.mjs'
import { freePort } from './freePort.mjs'
import { NODES } from './nodes.mjs'
import { writeTree } from './tree.mjs'

const REGISTER = '@debugin/agent/register'

const START = "require('@debugin/agent').start()\n"

/** Each way to have the agent in a program before its first file; `none`: the program starts it itself, or not. */
export const PRELOADS = {
  require: { args: ['-r', REGISTER] },
  import: { args: ['--import', REGISTER] },
  NODE_OPTIONS: { env: { NODE_OPTIONS: `--require ${REGISTER}` } },
  'NODE_OPTIONS import': { env: { NODE_OPTIONS: `--import ${REGISTER}` } },
  'start() and require': { starter: (main) => `${START}require('./${main}')\n` },
  'start() and import': { starter: (main) => `${START}import('./${main}')\n` },
  none: {},
}

let count = 0

/**
 * Starts a program without waiting for anything.
 *
 * @param options `files` or `folder`; `main` 'app.js'; `major` of Node; `preload`; `args`, `flags`, `env`; `ipc`
 */
export function launch(context, options) {
  const { major, preload = 'require', args = [], flags = [], env = {}, ipc = false, fileBlocks } = options
  const { args: preloads = [], env: preloadEnv = {}, starter } = PRELOADS[preload]
  const starters = starter === undefined ? {} : { 'start.cjs': starter(options.main ?? 'app.js') }
  const folder = options.folder ?? writeTree(context, { ...options.files, ...starters })
  const main = starter === undefined ? (options.main ?? 'app.js') : 'start.cjs'
  return {
    folder,
    ...startChild(context, {
      node: major === undefined ? process.execPath : NODES.get(major),
      args: [...preloads, ...flags, main, ...args],
      cwd: options.cwd ?? folder,
      // Programs of tests leave nothing behind.
      env: { DEBUGIN_CACHE_DIR: 'off', DEBUGIN_SPOOL_DIR: 'off', ...preloadEnv, ...env },
      ipc,
      fileBlocks,
    }),
  }
}

/**
 * Starts a program that calls `steps.cjs`, under the agent and with a sink, and waits until both the program and the
 * control API are ready.
 */
export async function startProgram(context, options) {
  const events = options.events ?? (await startEvents(context))
  const port = await freePort()
  const name = `test-${process.pid}-${count++}`
  const program = launch(context, {
    ...options,
    ipc: true,
    env: {
      DEBUGIN_CONTROL_API_PORT: String(port),
      DEBUGIN_EVENT_SINK_URL: events.url,
      DEBUGIN_APPLICATION_INSTANCE_ID: name,
      DEBUGIN_MAX_SNAPSHOTS_PER_SECOND: '1000000',
      // A test makes its program do nothing but hit.
      DEBUGIN_CPU_BUDGET: 'off',
      ...options.env,
    },
  })
  const steps = drive(program)
  // To ask for the control API before costs the machine much that the program is started on.
  await program.orExit(within('the program', steps.ready))
  const api = await program.orExit(
    until('the control API', () => findApi(port, name, options.env?.DEBUGIN_CONTROL_API_TOKEN ?? null)),
  )
  return { ...program, ...steps, api, events, path: (file) => join(program.folder, file) }
}

/** Between finding a free port and taking it somebody else may come; then the agent takes the next one. */
async function findApi(port, name, token) {
  for (const candidate of [port, port + 1, port + 2]) {
    const api = controlApi(`http://127.0.0.1:${candidate}`, token)
    try {
      const health = await api.health()
      if (health.application?.instanceId === name) return api
    } catch {}
  }
}

/** Runs steps of a program that listens through `steps.cjs`. */
function drive({ child, orExit }) {
  const answers = new Map()
  let setReady
  const ready = new Promise((resolve) => {
    setReady = resolve
  })
  child.on('message', (message) => {
    if (message.ready) setReady()
    else answers.get(message.id)?.(message)
  })
  let last = 0
  return {
    ready,
    /** Runs a step to its end; resolves to what it returned. */
    async step(step, ...args) {
      const id = last++
      const answer = new Promise((resolve) => answers.set(id, resolve))
      child.send({ id, step, args })
      const { value, error } = await orExit(within(`the step ${step}`, answer))
      if (error !== undefined) throw new Error(error)
      return value
    },
    /** Lets the program end by itself. */
    release: () => child.disconnect(),
  }
}
