import type { Redaction } from '../redact/redaction'
import type { CaptureHost } from './host'
import { KeyTexts } from './keyTexts'
import { SlowObjects } from './slowObjects'

/** What all captures of a program share. Make one and keep it: it remembers names, and objects that took long. */
export class CaptureSetup {
  readonly redaction: Redaction
  readonly host: CaptureHost
  readonly keys: KeyTexts
  readonly slow = new SlowObjects()

  constructor(redaction: Redaction, host: CaptureHost) {
    this.redaction = redaction
    this.host = host
    this.keys = new KeyTexts(redaction)
  }
}
