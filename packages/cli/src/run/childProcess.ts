import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { isatty } from 'node:tty'

/** How a process ended: one of the two is null. */
export interface ProcessEnd {
  code: number | null
  signal: NodeJS.Signals | null
}

/** Signals that mean the program and not its launcher. */
const FORWARDED: readonly NodeJS.Signals[] = [
  'SIGINT',
  'SIGTERM',
  'SIGHUP',
  'SIGQUIT',
  'SIGUSR1',
  'SIGUSR2',
  'SIGBREAK',
]

/** Signals that a terminal sends by itself to everything that runs in its foreground. */
const FROM_KEYBOARD: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT', 'SIGBREAK']

/** How long a signal to this process may take to end it. */
const SIGNAL_MS = 1000

/**
 * Runs Node in a child process that has our standard streams, and hands on the signals that we get.
 *
 * @param args what stands after `node`
 * @returns how it ended
 */
export async function runNode(args: readonly string[], env: NodeJS.ProcessEnv): Promise<ProcessEnd> {
  return await runCommand(process.execPath, args, { stdio: 'inherit', env })
}

/**
 * The same for any command.
 *
 * @throws Error where there is no such command
 */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: Pick<SpawnOptions, 'stdio' | 'env'>,
): Promise<ProcessEnd> {
  const child = spawn(command, args, options)
  const stopForwarding = forwardSignals(child)
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code, signal) => resolve({ code, signal }))
    })
  } finally {
    stopForwarding()
  }
}

function forwardSignals(child: ChildProcess): () => void {
  const forward = (signal: NodeJS.Signals): void => {
    // After Ctrl-C both have got it from the terminal; a second one makes many programs give up their orderly end.
    if (FROM_KEYBOARD.includes(signal) && isatty(0)) return
    child.kill(signal)
  }
  const signals = FORWARDED.filter((signal) => signal in constants.signals)
  for (const signal of signals) process.on(signal, forward)
  return () => {
    for (const signal of signals) process.off(signal, forward)
  }
}

/** Ends this process as the other one ended: with its exit code, or by the same signal. */
export function endLike({ code, signal }: ProcessEnd): void {
  if (signal === null) {
    process.exitCode = code ?? 1
    return
  }
  // Where signals cannot end a process, the number that shells give for one has to do.
  setTimeout(() => process.exit(128 + constants.signals[signal]), SIGNAL_MS)
  process.kill(process.pid, signal)
}
