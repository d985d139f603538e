import { armedRuntime, idleRuntime, switchingRuntime } from './armed.mjs'

/** Ways to run one program. All but the first are woven; `runtime` makes the one that the program finds, if any. */
export const MODES = {
  plain: { gates: null, runtime: () => null },
  alone: { gates: 'global', runtime: () => null },
  idle: { gates: 'global', runtime: idleRuntime },
  switching: { gates: 'global', runtime: switchingRuntime },
  armed: { gates: 'global', runtime: armedRuntime },
  'idle, gates in variables': { gates: 'module', runtime: () => null },
  'armed, gates in variables': { gates: 'module', runtime: armedRuntime },
}
