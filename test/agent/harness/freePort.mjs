import { createServer } from 'node:net'

/** A port that is free now; `release` is called before somebody takes it. */
export async function freePort() {
  const server = await listenAnywhere()
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A server that holds a port until the test is over. */
export async function takePort(context) {
  const server = await listenAnywhere()
  context.after(() => server.close())
  return server.address().port
}

function listenAnywhere() {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}
