import { dirname } from 'node:path'

/** The folder of the built files. What the build bundles lies in a folder of it, too. */
export const distFolder = dirname(__dirname)
