import { plugins } from './plugin'

// The plugin for every bundler: `debugin.vite()`, `debugin.rollup()`, …
export = plugins
