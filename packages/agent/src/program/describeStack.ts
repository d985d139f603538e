import type { CollectedStack } from '@debugin/runtime'

const { stringify } = JSON

/** Puts a collected stack into words: JSON text of an array of frames, the innermost first, without our own. */
export function describeStack(stack: CollectedStack): string {
  const { stack: sites } = stack as { stack: readonly NodeJS.CallSite[] }
  let text = ''
  for (let i = 1; i < sites.length; i++) text += `${i === 1 ? '' : ','}${frameText(sites[i] as NodeJS.CallSite)}`
  return `[${text}]`
}

function frameText(site: NodeJS.CallSite): string {
  const column = site.getColumnNumber()
  const className = site.isToplevel() ? null : site.getTypeName()
  return (
    `{"file":${stringify(site.getFileName() ?? null)},"line":${site.getLineNumber() ?? null}` +
    `,"column":${column === null ? null : column - 1},"function":${stringify(site.getFunctionName())}` +
    `,"method":${stringify(site.getMethodName())},"className":${stringify(className)}` +
    `${site.isAsync() ? ',"async":true' : ''}}`
  )
}
