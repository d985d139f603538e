import type { EventName } from '@debugin/protocol'
import type { Command } from 'commander'
import { gatherTypes } from '../arguments/eventType.js'
import { gather } from '../arguments/number.js'
import { addApiOptions, addSinkOption } from '../arguments/serviceOptions.js'
import { followEvents } from '../client/followEvents.js'
import { findSink, type ServiceOptions } from '../client/services.js'
import { createEventPrinter } from '../print/eventPrinter.js'
import { fieldsOf } from '../print/fields.js'
import { notice } from '../print/notice.js'

interface TailOptions extends ServiceOptions {
  type?: EventName[]
  probe?: string[]
  json?: boolean
  full?: boolean
}

const EXAMPLES = `
Examples:
  $ debugin tail
  $ debugin tail --type snapshot --probe 3f9a2c41
  $ debugin tail --type log --json | jq -r .payload.message

Begins with the next event and goes on until Ctrl-C. When the sink goes away and comes back, what it kept meanwhile is
printed first. \`curl <sink>/api/events\` answers with what came before.`

/** Adds `debugin tail`: prints events as they come. */
export function addTailCommand(program: Command): void {
  const command = program
    .command('tail')
    .summary('print events as they come')
    .description('Print the events of a sink as they come: a line for a logpoint, a block for a snapshot.')
    .option('--type <type>', 'only these: snapshot, log, error, status or a full name; may be repeated', gatherTypes)
    .option('--probe <id>', 'only events of this point (the beginning of its id is enough); may be repeated', gather)
    .option('--json', 'print JSON, an event a line, as the agent sent it')
    .option('--full', 'print values and stacks at full length')
    .addHelpText('after', EXAMPLES)
    .action(tail)
  addSinkOption(addApiOptions(command))
}

async function tail({ type = [], probe: prefixes = [], json, full, ...services }: TailOptions): Promise<void> {
  const { url } = await findSink(services)
  const print = createEventPrinter(process.stdout, { json: json === true, full: full === true })
  const events = await followEvents({ sinkUrl: url, types: type, notice })
  if (process.stderr.isTTY) notice(`following ${url}; Ctrl-C ends`)
  for await (const followed of events) {
    // Chosen here and not by the sink, so that every event counts as seen when the stream has to be opened again.
    const { probeId } = fieldsOf(followed.event.payload)
    if (prefixes.length === 0 || prefixes.some((prefix) => isOf(probeId, prefix))) print(followed)
  }
}

function isOf(probeId: unknown, prefix: string): boolean {
  return typeof probeId === 'string' && probeId.startsWith(prefix.toLowerCase())
}
