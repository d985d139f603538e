import { ENVIRONMENT, wantsColour } from './options.js'
import { printError } from './print/error.js'
import { createPalette } from './print/palette.js'
import { createProgram } from './program.js'

/** Runs the `debugin` command. What goes wrong is said on stderr, and the exit code is 1. */
export async function main(argv: readonly string[]): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', leaveQuietly)
  try {
    await createProgram().parseAsync(argv)
  } catch (error) {
    const palette = createPalette(wantsColour(process.stderr.isTTY === true, ENVIRONMENT))
    process.stderr.write(`${printError(error, palette)}\n`)
    process.exitCode = 1
  }
}

/** `debugin tail | head -1`: whoever read has seen enough. */
function leaveQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
}
