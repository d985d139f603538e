import { compileExpression, compileTemplate } from '@debugin/expression/evaluate'
import type { Probe } from '@debugin/protocol'
import type { ActiveProbe, Compile, Hit, Host, Redaction, Runtime, WovenFile } from '@debugin/runtime'
import { linesOfPath } from '../link/linesOfPath'
import type { ProbeChange } from '../link/messages'
import { namesAny } from '../link/namesAny'
import { findProbeSites } from '../link/probeSites'

/** Keeps the probes of this thread on the sites where they belong, whichever comes first, probe or file. */
export class Probes {
  private readonly active = new Map<string, ActiveProbe>()
  private readonly compile: Compile

  constructor(
    private readonly runtime: () => Runtime,
    host: Host,
    redaction: Redaction,
    /** Told when a probe cannot be placed. */
    private readonly refuse: (id: string, reason: string) => void,
  ) {
    this.compile = createCompile(host, redaction)
  }

  /** Those that are switched on. */
  all(): Probe[] {
    return [...this.active.values()].map(({ spec }) => spec)
  }

  apply({ set, off, removed }: ProbeChange): void {
    for (const id of removed) this.remove(id)
    for (const id of off) this.switchOff(id)
    for (const spec of set) this.set(spec)
  }

  private set(spec: Probe): void {
    const runtime = this.runtime()
    runtime.displace(spec.id)
    const probe = runtime.activate(spec)
    this.active.set(spec.id, probe)
    for (const file of runtime.files) this.placeIn(file, probe)
  }

  /** A probe that has backed off stands in its places again. */
  resume(id: string): void {
    const probe = this.active.get(id)
    const runtime = this.runtime()
    runtime.displace(id)
    if (probe !== undefined) for (const file of runtime.files) this.placeIn(file, probe)
  }

  private switchOff(id: string): void {
    this.active.delete(id)
    this.runtime().displace(id)
  }

  private remove(id: string): void {
    this.active.delete(id)
    this.runtime().remove(id)
  }

  /** A file begins to run: probes that wait for it are placed before its first statement. */
  placeWaiting(file: WovenFile): void {
    for (const probe of this.active.values()) this.placeIn(file, probe)
  }

  private placeIn(file: WovenFile, probe: ActiveProbe): void {
    const lines = linesOfPath(file, probe.spec.file)
    if (lines === null) return
    try {
      const { line, column, metric } = probe.spec
      const request = { file: probe.spec.file, line, column, to: metric?.to ?? null, atEnd: metric?.atEnd ?? false }
      const { hits, begins } = findProbeSites(file.table, lines, request)
      const source = lines === 'generated' ? null : lines.source
      this.runtime().place(probe, file, hits, source, this.compile)
      if (begins !== null) this.runtime().place(probe, file, begins, source, this.compile, true)
    } catch (error) {
      this.refuse(probe.id, (error as Error).message)
    }
  }
}

function createCompile(host: Host, redaction: Redaction): Compile {
  const shown = {
    isProxy: host.isProxy,
    isSecret: (name: string | symbol) => typeof name === 'string' && redaction.hidesName(name),
    cleanText: (text: string) => (redaction.hidesText(text) ? '<redacted>' : text),
  }
  return ({ condition, message, focus, metric }, bind) => ({
    // Nothing of a condition is shown, so it may look at secrets.
    condition: condition === null ? null : compileExpression<Hit>(condition.tree, bind, { isProxy: host.isProxy }),
    message: message === null ? null : compileTemplate<Hit>(message.parts, bind, shown),
    watches: focus?.watches.map(({ tree }) => compileExpression<Hit>(tree, bind, shown)) ?? null,
    measure:
      metric === null || metric === undefined
        ? null
        : {
            value: metric.value === null ? null : compileExpression<Hit>(metric.value.tree, bind, shown),
            labels: metric.labels.map(({ expression }) => compileExpression<Hit>(expression.tree, bind, shown)),
          },
    usesDuration: [condition, message, metric].some((part) => part != null && namesAny(part, ['$duration'])),
  })
}
