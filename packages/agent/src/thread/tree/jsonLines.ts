import type { Socket } from 'node:net'

/** Characters that one message may have; beyond it the other side is not one of ours. */
const LONGEST = 256 * 1024 * 1024

/** Messages over a socket, each a line of JSON. */
export class JsonLines<In, Out> {
  private rest = ''

  /** @param take a message that it throws at ends the connection */
  constructor(
    private readonly socket: Socket,
    take: (message: In) => void,
  ) {
    socket.unref()
    // What happened to it `close` tells.
    socket.on('error', () => {})
    socket.setEncoding('utf8').on('data', (text: string | Buffer) => {
      try {
        this.read(String(text), take)
      } catch {
        socket.destroy()
      }
    })
  }

  send(message: Out): void {
    if (this.socket.writable) this.socket.write(`${JSON.stringify(message)}\n`)
  }

  /** Bytes that the other side has not taken yet. */
  get waiting(): number {
    return this.socket.writableLength
  }

  /** Ends the connection when all is sent. */
  end(): Promise<void> {
    return new Promise((resolve) => {
      if (this.socket.destroyed) resolve()
      else this.socket.once('close', () => resolve()).end(() => resolve())
    })
  }

  private read(text: string, take: (message: In) => void): void {
    this.rest += text
    if (this.rest.length > LONGEST) throw new Error('a message has no end')
    if (!text.includes('\n')) return
    const lines = this.rest.split('\n')
    this.rest = lines.pop() as string
    for (const line of lines) take(JSON.parse(line) as In)
  }
}
