import { debugin } from './plugin'

// The plugin itself, which Babel, `require` and `import` all take without asking for a name.
export = debugin
