import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openPrivateFolder } from '../../privateFolder'
import { compilerVersion } from '../compiler'
import type { WeaveRequest, WovenSource } from '../weaveFile'
import { decodeEntry } from './entry'
import { cacheKey } from './key'

/** Finds what an earlier process has woven. */
export interface CacheReader {
  keyOf(request: WeaveRequest): string
  /** Null where nothing is kept under the key, or nothing that can be trusted. */
  read(key: string, request: WeaveRequest): WovenSource | null
}

/** @returns null where there is no cache; the agent's thread, which opens the same folder, says why */
export function openCacheReader(path: string | null): CacheReader | null {
  const folder = openPrivateFolder(path).path
  if (folder === null) return null
  const weaver = versionOrNull()
  if (weaver === null) return null
  return {
    keyOf: (request) => cacheKey(request, weaver),
    read(key, { path, source }) {
      try {
        return decodeEntry(key, readFileSync(join(folder, key)), path, source)
      } catch {
        return null
      }
    },
  }
}

function versionOrNull(): string | null {
  try {
    return compilerVersion()
  } catch {
    return null
  }
}
