import { type Agent, start } from './start'

/** The control API alone, as the guide of the Python agent names it; it starts the agent that it controls. */
export class ControlAPI {
  private agent: Agent | null = null

  /** @param options `port` 0: any free port */
  constructor(private readonly options: { port?: number; host?: string } = {}) {}

  /** Starts answering; resolves to its URL. */
  async start(): Promise<string | null> {
    const { port, host } = this.options
    this.agent = start({
      ...(port === undefined ? {} : { controlApiPort: port }),
      ...(host === undefined ? {} : { controlApiHost: host }),
    })
    return await this.agent.ready
  }

  async stop(): Promise<void> {
    await this.agent?.stop()
    this.agent = null
  }
}
