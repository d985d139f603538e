import { test } from 'node:test'
import { NODES } from './harness/nodes.mjs'
import { endsAsWithout, PROGRAMS } from './programs/exits.mjs'

for (const major of NODES.keys()) {
  for (const name of Object.keys(PROGRAMS)) {
    for (const preload of ['require', 'import']) {
      test(`ends as without the agent: Node ${major}, ${preload}, ${name}`, (context) =>
        endsAsWithout(context, name, { major, preload }))
    }
  }
}
