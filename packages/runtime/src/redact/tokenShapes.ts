import { charCodeAt, startsWith } from '../natives'

/** A token known by how it starts. */
interface Shape {
  prefix: string
  /** Characters of `[A-Za-z0-9_-]`, or of `more`, that have to follow. */
  length: number
  more: string
}

/** By issuer: these texts are credentials wherever they stand. Publishable keys (`pk_live_…`) and ids are not here. */
const SHAPES: readonly Shape[] = [
  // Amazon, Google, Azure
  { prefix: 'AKIA', length: 16, more: '' },
  { prefix: 'ASIA', length: 16, more: '' },
  { prefix: 'AIza', length: 35, more: '' },
  { prefix: 'ya29.', length: 20, more: '' },
  { prefix: 'GOCSPX-', length: 20, more: '' },
  { prefix: 'AccountKey=', length: 40, more: '+/' },
  { prefix: 'SharedAccessKey=', length: 40, more: '+/' },
  // GitHub, GitLab, Bitbucket and Atlassian
  { prefix: 'ghp_', length: 30, more: '' },
  { prefix: 'gho_', length: 30, more: '' },
  { prefix: 'ghu_', length: 30, more: '' },
  { prefix: 'ghs_', length: 30, more: '' },
  { prefix: 'ghr_', length: 30, more: '' },
  { prefix: 'github_pat_', length: 22, more: '' },
  { prefix: 'glpat-', length: 20, more: '' },
  { prefix: 'ATATT3', length: 30, more: '' },
  { prefix: 'ATBB', length: 24, more: '' },
  // Registries
  { prefix: 'npm_', length: 36, more: '' },
  { prefix: 'pypi-', length: 40, more: '' },
  { prefix: 'dckr_pat_', length: 20, more: '' },
  // Payment, mail, chat
  { prefix: 'sk_live_', length: 16, more: '' },
  { prefix: 'sk_test_', length: 16, more: '' },
  { prefix: 'rk_live_', length: 16, more: '' },
  { prefix: 'whsec_', length: 16, more: '+/' },
  { prefix: 'shpat_', length: 32, more: '' },
  { prefix: 'SG.', length: 40, more: '.' },
  { prefix: 'xoxb-', length: 16, more: '' },
  { prefix: 'xoxp-', length: 16, more: '' },
  { prefix: 'xoxa-', length: 16, more: '' },
  { prefix: 'xoxr-', length: 16, more: '' },
  { prefix: 'xoxs-', length: 16, more: '' },
  { prefix: 'xapp-', length: 16, more: '' },
  // Model providers, hosting, vaults
  { prefix: 'sk-proj-', length: 20, more: '' },
  { prefix: 'sk-ant-', length: 20, more: '' },
  { prefix: 'sk-', length: 40, more: '' },
  { prefix: 'hf_', length: 30, more: '' },
  { prefix: 'dop_v1_', length: 60, more: '' },
  { prefix: 'hvs.', length: 24, more: '' },
]

/** The shapes by the character they start with: at most of the places in a text nothing has to be compared. */
const BY_FIRST = new Map<number, Shape[]>()
for (const shape of SHAPES) {
  const first = shape.prefix.charCodeAt(0)
  BY_FIRST.set(first, [...(BY_FIRST.get(first) ?? []), shape])
}
const byFirst: readonly (readonly Shape[] | undefined)[] = Array.from({ length: 128 }, (_, code) => BY_FIRST.get(code))

/** Whether a known token starts at `at`, where the character before is no letter or digit. */
export function startsToken(text: string, at: number): boolean {
  const shapes = byFirst[charCodeAt(text, at)]
  if (shapes === undefined) return false
  for (let i = 0; i < shapes.length; i++) {
    const { prefix, length, more } = shapes[i] as Shape
    if (startsWith(text, prefix, at) && runsFor(text, at + prefix.length, length, more)) return true
  }
  return false
}

/** Whether `length` characters of a token stand at `at`. Bounded, so that the scan stays linear. */
function runsFor(text: string, at: number, length: number, more: string): boolean {
  if (at + length > text.length) return false
  for (let i = at; i < at + length; i++) {
    const code = charCodeAt(text, i)
    if (!isTokenCode(code) && !contains(more, code)) return false
  }
  return true
}

function contains(texts: string, code: number): boolean {
  for (let i = 0; i < texts.length; i++) if (charCodeAt(texts, i) === code) return true
  return false
}

/** Letters, digits, `-` and `_`. */
export function isTokenCode(code: number): boolean {
  return isWordCode(code) || code === 45 || code === 95
}

/** Letters and digits. */
export function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90)
}
