import { instrument as weave } from '@debugin/compiler'

export function instrument(code, { filename, sourceType }) {
  return weave(code, { file: filename, sourceType }).code
}

export function prepare() {}
