import type { WriteStream } from 'node:tty'
import { ENVIRONMENT, wantsColour } from '../options.js'
import { createPalette, type Palette } from './palette.js'

/** How texts for one stream are laid out. */
export interface Look {
  palette: Palette
  /** Columns that a line should keep to. */
  width: number
  /** Paths below it are shown from it. */
  folder: string
  /** Nothing is cut for the sake of overview. */
  full: boolean
}

/** Columns where nobody says how many there are, in a file for instance. */
const WIDTH = 120

/** The look that fits a stream: of a terminal its width and colours. */
export function lookFor(stream: NodeJS.WriteStream | WriteStream, full = false): Look {
  const isTerminal = stream.isTTY === true
  return {
    palette: createPalette(wantsColour(isTerminal, ENVIRONMENT)),
    width: Math.max(isTerminal ? (stream.columns ?? WIDTH) : WIDTH, 40),
    folder: process.cwd(),
    full,
  }
}
