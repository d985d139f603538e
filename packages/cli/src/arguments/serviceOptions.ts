import { type Command, Option } from 'commander'

/** Gives a command the options that say where the control API is. */
export function addApiOptions(command: Command): Command {
  return command
    .option(
      '--url <url>',
      'control API of the program: a URL, a port or unix:<socket> (default: DEBUGIN_CONTROL_API_PORT, then 5001)',
    )
    .option('--token <token>', 'token of the control API (default: DEBUGIN_CONTROL_API_TOKEN)')
}

/** Gives a command the option that says where the sink is. */
export function addSinkOption(command: Command): Command {
  return command.addOption(
    new Option(
      '--sink-url <url>',
      'sink to read from (default: DEBUGIN_EVENT_SINK_URL, then the one the program uses)',
    ),
  )
}
