/** What an option can hold. */
export type Kind =
  | 'port'
  | 'count'
  | 'text'
  | 'flag'
  | 'list'
  | 'url'
  | 'broker'
  | 'path'
  | 'object'
  | 'function'
  | 'share'
  | 'secret'

/** The value of an option as the environment has it; what cannot be read stays a text, which is then of no kind. */
export function parseText(kind: Kind, text: string): unknown {
  switch (kind) {
    case 'port':
    case 'count':
      return Number(text)
    case 'flag':
      return /^(1|true|yes|on)$/i.test(text) ? true : /^(0|false|no|off)$/i.test(text) ? false : text
    case 'list':
      return text.split(',').flatMap((part) => part.trim() || [])
    case 'share':
      return text === 'off' ? text : Number(text)
    case 'object':
      return parseObject(text)
    case 'text':
    case 'url':
    case 'broker':
    case 'path':
    case 'function':
    case 'secret':
      return text
  }
}

function parseObject(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export function isOfKind(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'port':
      return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 65536
    case 'count':
      return typeof value === 'number' && value > 0 && Number.isFinite(value)
    case 'flag':
      return typeof value === 'boolean'
    case 'list':
      return Array.isArray(value) && value.every((part) => typeof part === 'string')
    case 'url':
      return isUrl(value, /^https?:$/)
    case 'broker':
      return isUrl(value, /^(?:wss?|https?|nats|tls):$/)
    case 'share':
      return value === 'off' || (typeof value === 'number' && value > 0 && value <= 1)
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'function':
      return typeof value === 'function'
    case 'secret':
      return typeof value === 'string' && /^whsec_[A-Za-z0-9+/]+={0,2}$/.test(value)
    case 'text':
    case 'path':
      return typeof value === 'string' && value !== ''
  }
}

/** In the words of the error. */
export const EXPECTED: Record<Kind, string> = {
  port: 'a port from 0 to 65535',
  count: 'a number greater than 0',
  text: 'a text',
  flag: 'true or false (1 or 0 in the environment)',
  list: 'a list of texts (with commas between them in the environment)',
  url: 'an http: or https: URL',
  broker: 'a ws:, wss:, http:, https:, nats: or tls: URL',
  path: 'a path',
  object: 'an object (as JSON in the environment)',
  function: 'a function',
  share: 'a number greater than 0 and at most 1, or "off"',
  secret: 'whsec_ and 24 to 64 random bytes in base64, such as printed by: echo "whsec_$(openssl rand -base64 32)"',
}

function isUrl(value: unknown, protocols: RegExp): boolean {
  return typeof value === 'string' && URL.canParse(value) && protocols.test(new URL(value).protocol)
}
