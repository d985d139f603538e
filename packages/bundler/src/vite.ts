import type { UnpluginInstance } from 'unplugin'
import type { BuildOptions } from './options'
import { plugins } from './plugin'

/** The function itself, which configurations in CommonJS and in ESM both take without asking for a name. */
const vite: UnpluginInstance<BuildOptions | undefined>['vite'] = plugins.vite

export = vite
