/** Why a cell of the table is a gap, by its letter. Each is checked to be one, so that a gap that closes is noticed. */
export const GAPS = {
  a: 'Node 20 shows no hook what an ES module that is required imports statically; the module itself is woven.',
  b: 'Node 20 runs no TypeScript: the program fails with and without the agent.',
  c: 'The other loader compiles woven text, since its hooks came after ours: probes hit on their lines, and frames of stacks show lines of what was compiled. Put the other loader first.',
  d: 'With --import Node hands the main file to its ES module loader, which knows nothing of compilers that hook into require: the program fails with and without the agent. Use -r for both.',
  e: 'There is no such order: Node loads what -r names before what --import names, the launcher puts the agent first, and start() comes after what stands in the arguments of Node.',
}
