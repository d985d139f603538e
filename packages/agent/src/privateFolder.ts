import { lstatSync, mkdirSync } from 'node:fs'

/** A folder, or why there is none. */
export type PrivateFolder = { path: string; refused: null } | { path: null; refused: string }

/** Bits of a mode that let group and others write. */
const OTHERS_WRITE = 0o022

/**
 * Makes a folder where there is none. What is read from it runs as the program, or is sent in its name, so that it has
 * to be a folder that nobody but this user can write to.
 *
 * @param path null: it is switched off
 */
export function openPrivateFolder(path: string | null): PrivateFolder {
  if (path === null) return { path: null, refused: 'it is switched off' }
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    const refused = reasonAgainst(path)
    return refused === null ? { path, refused } : { path: null, refused }
  } catch (error) {
    return { path: null, refused: (error as Error).message }
  }
}

/**
 * Why what lies in a folder could be somebody else's; null where it cannot. Windows has neither owners nor modes here:
 * there the access list of the user's profile is what protects it.
 */
export function reasonAgainst(path: string): string | null {
  const found = lstatSync(path)
  if (!found.isDirectory()) return `${path} is not a folder`
  const user = process.geteuid?.()
  if (user === undefined) return null
  if (found.uid !== user) return `${path} belongs to another user (uid ${found.uid}, this process runs as ${user})`
  if ((found.mode & OTHERS_WRITE) !== 0) {
    return `${path} can be written to by others (mode ${(found.mode & 0o777).toString(8)}); chmod 700 makes it private`
  }
  return null
}
