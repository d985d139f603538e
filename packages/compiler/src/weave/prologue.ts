import type { FilePlan } from '../plan/plan'
import { EMITTED, type EmittedNames } from './emitted'
import { type GateKind, reader } from './weaver'

/**
 * What a woven file runs first: it registers its sites with the runtime of its realm, or, where there is none, defines
 * its gates itself, closed. It reaches for nothing but `globalThis`, since the file may have an `Object` of its own.
 *
 * @param sources the original files, as the site table counts them
 * @param packed the packed site table
 */
export function prologue(
  plan: FilePlan,
  names: EmittedNames,
  gates: GateKind,
  file: string,
  sources: readonly string[],
  packed: string,
): string {
  const { prefix, index } = names
  const count = plan.functions.length
  const unmapped = sources.length === 1 && sources[0] === file
  const files = JSON.stringify(unmapped ? [file] : [file, ...sources])
  const read = reader(plan.moduleNames, index)
  const arguments_ = `globalThis,${JSON.stringify(prefix)},${count},${literal(files)},${literal(JSON.stringify(packed))},${read}`
  const find = `const r=g[g.Symbol.for("${EMITTED.runtimeKey}")];if(r)r.${EMITTED.register}(p,n,s,t,m`
  if (gates === 'module') {
    const variables = Array.from({ length: count }, (_, n) => `${prefix}${n.toString(36)}=!1`)
    const cases = Array.from({ length: count }, (_, n) => `case ${n}:${prefix}${n.toString(36)}=v;break;`)
    const set = `(i,v)=>{switch(i){${cases.join('')}}}`
    return `var ${variables.join(',')};((g,p,n,s,t,m,w)=>{${find},w)})(${arguments_},${set});`
  }
  const define = `g.Object.defineProperty(g,k,{__proto__:null,value:!1,writable:!0,configurable:!0})`
  const alone = `for(let i=0;i<n;i++){const k=p+i.toString(36);if(!g.Object.hasOwn(g,k))${define}}`
  return `((g,p,n,s,t,m)=>{${find});else{${alone}}})(${arguments_});`
}

/** JSON is JavaScript but for two characters that end a line in the eyes of stack traces. */
function literal(json: string): string {
  return json.replace(/[\u2028\u2029]/g, (found) => (found === '\u2028' ? '\\u2028' : '\\u2029'))
}
