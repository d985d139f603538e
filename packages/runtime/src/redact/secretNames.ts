import { charCodeAt, endsWith, indexOf, slice } from '../natives'
import { lastWord } from './normalName'

/*
 * Which names hide their value. A short word is found inside many others (`pin` in `shipping`, `auth` in `author`,
 * `otp` in `footprint`), so it counts only as the whole last word of a name, which is the word that says what the value
 * is: `userPin` is a PIN, `pinColor` is a colour. A long word that means one thing counts anywhere.
 */

/** Hide a name that holds them anywhere: `oldPasswordHash`, `AWS_SECRET_ACCESS_KEY`, `x-api-key-v2`. */
const ANYWHERE: readonly string[] = [
  'password',
  'passwd',
  'passphrase',
  'passcode',
  'secret',
  'credential',
  'apikey',
  'accesskey',
  'privatekey',
  'signingkey',
  'encryptionkey',
  'masterkey',
  'accesstoken',
  'refreshtoken',
  'authtoken',
  'authkey',
  'authheader',
  'authorizationheader',
  'sessiontoken',
  'sessionid',
  'sessionkey',
  'sessid',
  'connectionstring',
  'connstring',
  'connstr',
  'cardnumber',
  'creditcard',
  'socialsecurity',
]

/** Words with one of the above inside that mean something else: `secretaryName`. */
const INNOCENT: readonly string[] = ['secretary', 'secretariat']

/**
 * Hide a name that ends with them: `csrfToken`, `usertoken`, `set-cookie`, `Proxy-Authorization`; not `tokenCount`,
 * `maxTokens`, `cookieParser`, `authorizationUrl`.
 */
const AT_END: readonly string[] = ['token', 'cookie', 'cookies', 'authorization', 'accountkey', 'sharedkey', 'cardcvv']

/** Hide a name whose last word they are: `basicAuth`, `user_pin`, `DB_PASS`; not `author`, `shipping`, `compass`. */
const LAST_WORD: readonly string[] = [
  'auth',
  'csrf',
  'cvc',
  'cvv',
  'jwt',
  'oauth',
  'otp',
  'pass',
  'pin',
  'pwd',
  'ssn',
  'totp',
  'xsrf',
]

/** Hide just this name: `sid` alone is a session's id, `accountSid` is anybody's. */
const WHOLE: readonly string[] = [
  'sid',
  'connectsid',
  'otpcode',
  'pincode',
  'pinnumber',
  'tokenvalue',
  'userpwd',
  'dbpwd',
]

/** Whether a built-in rule hides the name. `normal` is `normalName(name)`; `name` still has its case and separators. */
export function isSecretName(name: string, normal: string): boolean {
  const bare = withoutDigits(normal)
  if (has(WHOLE, bare) || has(LAST_WORD, lastWord(name))) return true
  for (let i = 0; i < AT_END.length; i++) if (endsWith(bare, AT_END[i] as string)) return true
  for (let i = 0; i < ANYWHERE.length; i++) {
    if (indexOf(normal, ANYWHERE[i] as string) !== -1) return !isInnocent(normal, ANYWHERE[i] as string)
  }
  return false
}

function isInnocent(normal: string, found: string): boolean {
  for (let i = 0; i < INNOCENT.length; i++) {
    const word = INNOCENT[i] as string
    if (indexOf(word, found) === 0 && indexOf(normal, word) === indexOf(normal, found)) return true
  }
  return false
}

/** `cvv2` → `cvv`, `token1` → `token`. */
function withoutDigits(text: string): string {
  let end = text.length
  while (end > 0 && charCodeAt(text, end - 1) >= 48 && charCodeAt(text, end - 1) <= 57) end--
  return end === text.length ? text : slice(text, 0, end)
}

function has(list: readonly string[], text: string): boolean {
  for (let i = 0; i < list.length; i++) if (list[i] === text) return true
  return false
}
