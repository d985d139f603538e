import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/** Below the ports that systems give to whoever asks for any: another test could get the one that is still to be taken. */
const FROM = 15_000
const TO = 30_000

/** A port that is free now, and that nobody gets by chance before it is taken. */
export async function freePort() {
  for (;;) {
    const port = randomInt(FROM, TO)
    const server = await listen(port).catch(() => null)
    if (server === null) continue
    await new Promise((resolve) => server.close(resolve))
    return port
  }
}

/** A server that holds a port until the test is over. */
export async function takePort(context) {
  const server = await listen(0)
  context.after(() => server.close())
  return server.address().port
}

function listen(port) {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}
