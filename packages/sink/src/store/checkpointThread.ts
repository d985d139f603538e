import { parentPort, workerData } from 'node:worker_threads'
import { loadSqlite } from './sqliteDriver.js'

// Copies the journal of a store into its file whenever it is asked to, and ends when it is told so.

const { DatabaseSync } = await loadSqlite()
const database = new DatabaseSync(workerData as string)
const checkpoint = database.prepare('PRAGMA wal_checkpoint(PASSIVE)')

parentPort?.on('message', (message: 'copy' | 'end') => {
  if (message === 'copy') {
    checkpoint.get()
    parentPort?.postMessage('copied')
  } else {
    database.close()
    parentPort?.close()
  }
})
