import type { UnpluginInstance } from 'unplugin'
import type { BuildOptions } from './options'
import { plugins } from './plugin'

/** The function itself, which configurations in CommonJS and in ESM both take without asking for a name. */
const rollup: UnpluginInstance<BuildOptions | undefined>['rollup'] = plugins.rollup

export = rollup
