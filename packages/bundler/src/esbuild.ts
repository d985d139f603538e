import type { UnpluginInstance } from 'unplugin'
import type { BuildOptions } from './options'
import { plugins } from './plugin'

/** The function itself, which configurations in CommonJS and in ESM both take without asking for a name. */
const esbuild: UnpluginInstance<BuildOptions | undefined>['esbuild'] = plugins.esbuild

export = esbuild
