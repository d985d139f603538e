import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { startEvents } from '../agent/harness/events.mjs'
import { NODES } from '../agent/harness/nodes.mjs'
import { writeTree } from '../agent/harness/tree.mjs'
import { cleanEnvironment } from '../cli/command.mjs'
import { EXAMPLES, SERVERS, servesBooks } from './frameworks/servers.mjs'

const events = await startEvents({ after })

execFileSync('npm', ['run', '--silent', 'build'], { cwd: join(EXAMPLES, 'nest'), env: cleanEnvironment() })

// As it is by default, woven files are kept: the first Node weaves the packages, and the others run the same texts.
const env = { DEBUGIN_INCLUDE_PACKAGES: '*', DEBUGIN_CACHE_DIR: join(writeTree({ after }, {}), 'cache') }

describe('servers with every package woven', { concurrency: 2 }, () => {
  for (const major of NODES.keys()) {
    for (const server of Object.keys(SERVERS)) {
      test(`${server}, Node ${major}`, (context) => servesBooks(context, events, { server, major, env }))
    }
  }
})
