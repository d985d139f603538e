import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startChild } from '../../agent/harness/child.mjs'
import { until } from '../../agent/harness/deadline.mjs'
import { NODES } from '../../agent/harness/nodes.mjs'
import { lineOf, writeTree } from '../../agent/harness/tree.mjs'
import { agentEnvironment } from '../loaders/cell.mjs'

export const EXAMPLES = join(import.meta.dirname, '../../../examples')

/** The examples that serve books: what starts them, and the line of the route's handler that holds a probe. */
export const SERVERS = {
  'Express 5': { folder: 'servers', main: 'express.js', file: 'express.js', at: 'response.json(book)' },
  'Fastify 5': { folder: 'servers', main: 'fastify.js', file: 'fastify.js', at: '  return book' },
  Koa: { folder: 'servers', main: 'koa.js', file: 'koa.js', at: 'context.body = book' },
  hapi: { folder: 'servers', main: 'hapi.js', file: 'hapi.js', at: '    return book' },
  NestJS: { folder: 'nest', main: 'dist/main.js', file: 'src/books.controller.ts', at: 'return book' },
}

/** A snapshot would take the request along, which is large; on a busy machine its time is over before the book. */
const MESSAGE = 'served {book.title} for {book.price}'

const WALDEN = { id: 2, title: 'Walden', price: 750 }

let count = 0

/** Starts a program of an example under the agent, with one probe; `hit` resolves to the payload of its event. */
export function startExample(context, events, { folder, main, file, at, message, major, env = {}, args = [main] }) {
  const cwd = join(EXAMPLES, folder)
  const line = lineOf(readFileSync(join(cwd, file), 'utf8'), at)
  const id = `example-${process.pid}-${count++}`
  const probes = join(writeTree(context, {}), 'probes.json')
  writeFileSync(probes, JSON.stringify([{ file, line, message }]))
  const program = startChild(context, {
    node: major === undefined ? process.execPath : NODES.get(major),
    args,
    cwd,
    env: { PORT: '0', ...agentEnvironment(events.url, id), DEBUGIN_PROBES_FILE: probes, ...env },
  })
  const isHit = (event) => event.name.startsWith('probe.hit.') && event.client.applicationInstanceId === id
  return {
    ...program,
    async hit() {
      const [{ payload }] = await events.some(1, `a hit in ${file}`, isHit)
      assert.deepEqual([payload.file, payload.line], [join(cwd, file), line])
      return payload
    },
  }
}

/** Asks a server for a book that there is and one that there is not, and looks at what the probe has seen. */
export async function servesBooks(context, events, { server, major, env }) {
  const { main, ...example } = SERVERS[server]
  const args = ['--import', '@debugin/agent/register', main]
  const program = startExample(context, events, { ...example, message: MESSAGE, main, args, major, env })
  const { said, orExit } = program
  const [, url] = await orExit(until('the server', () => /books at (http:\S+)/.exec(said.stdout)))
  const found = await fetch(`${url}/books/2`)
  assert.deepEqual([found.status, await found.json()], [200, WALDEN])
  assert.equal((await fetch(`${url}/books/9`)).status, 404)
  assert.equal((await orExit(program.hit())).message, 'served Walden for 750')
  assert.equal(said.stderr, '')
}
