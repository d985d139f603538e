import { after, describe, test } from 'node:test'
import { startEvents } from '../agent/harness/events.mjs'
import { NODES } from '../agent/harness/nodes.mjs'
import { isPossible, runCell } from './loaders/cell.mjs'
import { PROGRAMS } from './loaders/kinds.mjs'
import { SPECIAL } from './loaders/special.mjs'
import { Table } from './loaders/table.mjs'
import { ORDERS, WAYS } from './loaders/ways.mjs'

const events = await startEvents({ after })
const table = new Table([...NODES.keys()], Object.keys(WAYS))
after(() => console.log(`\nEvery way to load code\n\n${table.text()}`))

describe('every kind of program, on every Node, in every way', { concurrency: 2 }, () => {
  for (const [program, { kinds, other }] of Object.entries(PROGRAMS)) {
    for (const order of other === undefined ? ['after'] : ORDERS) {
      const rowOf = (kind) =>
        `${program}${other === undefined ? '' : order === 'before' ? ' first' : ' second'}: ${kind}`
      for (const way of Object.keys(WAYS)) {
        for (const major of NODES.keys()) {
          const cell = { program, major, way, order }
          const possible = isPossible(cell)
          for (const kind of Object.keys(kinds)) {
            if (possible) table.expect({ row: rowOf(kind), major, way })
            else table.note({ row: rowOf(kind), major, way }, 'e')
          }
          if (!possible) continue
          const name = `${program}, Node ${major}, ${way}${other === undefined ? '' : `, the other loader ${order}`}`
          test(name, (context) =>
            runCell(context, events, cell, (kind, gap) => table.note({ row: rowOf(kind), major, way }, gap)),
          )
        }
      }
    }
  }

  for (const [row, run] of Object.entries(SPECIAL)) {
    for (const way of Object.keys(WAYS)) {
      for (const major of NODES.keys()) {
        table.expect({ row, major, way })
        test(`${row}, Node ${major}, ${way}`, async (context) => {
          await run(context, events, { major, way })
          table.note({ row, major, way }, null)
        })
      }
    }
  }
})
