import { createHmac, timingSafeEqual } from 'node:crypto'
import { DebugInError } from './errors'

/**
 * Signatures of what is sent to a sink, as Standard Webhooks describes them
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md): an HMAC-SHA256 over id,
 * time and the body as JSON text. Where the body travels compressed, the text before compression is what is signed:
 * that is what servers and their frameworks hand to whoever verifies it.
 */

const PREFIX = 'whsec_'
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

/** Seconds that clocks may lie apart; whoever repeats a request later than that is refused. */
const TOLERANCE_S = 300

/** The headers of a signed request. */
export interface SignatureHeaders {
  /** The same for each try to send the same. */
  'webhook-id': string
  /** Seconds since 1970. */
  'webhook-timestamp': string
  'webhook-signature': string
}

/**
 * Reads a secret: `whsec_` and base64.
 *
 * @throws DebugInError INVALID_OPTION; the error does not show the secret
 */
export function readSecret(text: string): Buffer {
  const encoded = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : ''
  const secret = Buffer.from(encoded, 'base64')
  if (BASE64.test(encoded) && secret.length > 0) return secret
  throw new DebugInError(
    'INVALID_OPTION',
    `The signing secret is not one; it takes ${PREFIX} and 24 to 64 random bytes in base64, such as printed by: echo "${PREFIX}$(openssl rand -base64 32)"`,
    { option: 'signingSecret' },
  )
}

/** Signs a body that is sent now. */
export function signBody(secret: Buffer, id: string, body: string | Buffer): SignatureHeaders {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = `v1,${digest(secret, id, timestamp, body).toString('base64')}`
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
}

/**
 * Why a body is not to be trusted; null where one of the secrets has signed it, lately.
 *
 * @param header gives a header by its name; null where it is absent
 */
export function refuseSignature(
  secrets: readonly Buffer[],
  header: (name: keyof SignatureHeaders) => string | null,
  body: Buffer,
): string | null {
  const id = header('webhook-id')
  const timestamp = header('webhook-timestamp')
  const signatures = header('webhook-signature')
  if (id === null || timestamp === null || signatures === null) {
    return 'it lacks webhook-id, webhook-timestamp or webhook-signature'
  }
  const ageS = Date.now() / 1000 - Number(timestamp)
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(ageS) > TOLERANCE_S) {
    return `its webhook-timestamp is more than ${TOLERANCE_S} s away from the clock of this machine`
  }
  const given = signatures
    .split(' ')
    .flatMap((one) => (one.startsWith('v1,') ? [Buffer.from(one.slice(3), 'base64')] : []))
  for (const secret of secrets) {
    const expected = digest(secret, id, timestamp, body)
    if (given.some((one) => one.length === expected.length && timingSafeEqual(one, expected))) return null
  }
  return 'no secret of this sink has signed it'
}

function digest(secret: Buffer, id: string, timestamp: string, body: string | Buffer): Buffer {
  return createHmac('sha256', secret).update(`${id}.${timestamp}.`).update(body).digest()
}
