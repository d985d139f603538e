export type { BabelPluginOptions } from './options'
export { debugin, debugin as default } from './plugin'
