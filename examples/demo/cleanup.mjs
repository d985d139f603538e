const SIGNALS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 }

/** What has to be undone at the end, however the end comes: last things first. */
export class Cleanup {
  #steps = []
  #told = null

  constructor() {
    for (const signal of Object.keys(SIGNALS)) process.on(signal, () => this.#tell(signal))
  }

  /** @param step may be asynchronous */
  add(step) {
    this.#steps.unshift(step)
  }

  /** From now on a signal calls `then` and is an orderly end; before, it ends the demo. */
  whenTold(then) {
    this.#told = then
  }

  async run() {
    for (const step of this.#steps.splice(0)) await step()
  }

  async #tell(signal) {
    if (this.#told !== null) return this.#told()
    await this.run()
    process.exit(128 + SIGNALS[signal])
  }
}
