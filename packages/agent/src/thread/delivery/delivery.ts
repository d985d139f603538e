import type { ResolvedAgentOptions } from '../../options'
import { Backlog } from './backlog'
import { Courier, type DeliveryState } from './courier'
import { OtlpClient } from './otlp/otlpClient'
import type { NewEvent } from './outgoingEvent'
import type { Receiver } from './receiver'
import { SinkClient } from './sinkClient'
import { SpoolFolder, type SpoolState } from './spool/spoolFolder'

/** How delivery to one receiver stands, as /health shows it. */
export type OutputState = DeliveryState & { url: string; spool: SpoolState }

interface Output {
  url: string
  courier: Courier
  spool: SpoolFolder
}

/** Carries every event to the sink and, where one is named, to a collector of OpenTelemetry. */
export class Delivery {
  private readonly sink: Output
  private readonly otlp: Output | null

  constructor(
    options: ResolvedAgentOptions,
    private readonly log: (message: string) => void,
  ) {
    const { eventSinkUrl: url, signingSecret, otlpUrl, applicationInstanceId } = options
    this.sink = this.open(options, 'sink', url, new SinkClient(url.replace(/\/+$/, ''), signingSecret))
    const collector = otlpUrl === null ? null : new OtlpClient(otlpUrl, applicationInstanceId)
    this.otlp = collector === null ? null : this.open(options, 'otlp', collector.url, collector)
  }

  add(event: NewEvent): void {
    for (const { courier } of this.outputs()) courier.add(event)
  }

  /** Resolves when all that waits has been taken, or could not be. */
  async flush(): Promise<void> {
    await Promise.all(this.outputs().map(({ courier }) => courier.flush()))
  }

  /** Sends what can be sent within the time, and writes the rest to the disk. */
  async finish(deadlineMs: number): Promise<void> {
    await Promise.all(this.outputs().map(({ courier }) => courier.finish(deadlineMs)))
  }

  /** Events that were lost so far, for want of room or because they were refused. */
  get lost(): number {
    return this.outputs().reduce((sum, { courier }) => sum + courier.state().dropped + courier.state().refused, 0)
  }

  state(): { eventSink: OutputState; otlp: OutputState | null } {
    return { eventSink: describe(this.sink), otlp: this.otlp === null ? null : describe(this.otlp) }
  }

  private outputs(): Output[] {
    return this.otlp === null ? [this.sink] : [this.sink, this.otlp]
  }

  private open(options: ResolvedAgentOptions, name: string, url: string, receiver: Receiver): Output {
    const spool = new SpoolFolder(options, name)
    const backlog = new Backlog(spool, this.log, () => courier.begin())
    const courier = new Courier(receiver, backlog, this.log)
    return { url, courier, spool }
  }
}

function describe({ url, courier, spool }: Output): OutputState {
  return { url, ...courier.state(), spool: { ...spool.state } }
}
