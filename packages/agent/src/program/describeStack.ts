import type { CollectedStack } from '@debugin/runtime'

const { stringify } = JSON
const { create } = Object

/** Places that are remembered; a program stops at few. */
const MAX_PLACES = 10_000

/** What V8 says of a place in a script, by the place's offset, by the hash of the script's text. */
type Places = Record<string, Record<number, string> | undefined>

/**
 * Puts a collected stack into words: JSON text of an array of frames, the innermost first, without our own.
 *
 * V8 counts lines and looks for names anew each time it is asked, 1.5 µs a frame; so what depends on nothing but the place
 * in the code is remembered. Neither Map nor anything else that a program can replace is used for it.
 */
export function createStackDescriber(): (stack: CollectedStack) => string {
  let places: Places = create(null)
  let known = 0

  return (stack) => {
    const { stack: sites } = stack as { stack: readonly NodeJS.CallSite[] }
    let text = ''
    for (let i = 1; i < sites.length; i++) text += `${i === 1 ? '' : ','}${frameText(sites[i] as NodeJS.CallSite)}`
    return `[${text}]`
  }

  function frameText(site: NodeJS.CallSite): string {
    const className = site.isToplevel() ? null : site.getTypeName()
    const async = site.isAsync() ? ',"async":true' : ''
    return `{"file":${stringify(site.getFileName() ?? null)},${placeOf(site)},"className":${stringify(className)}${async}}`
  }

  function placeOf(site: NodeJS.CallSite): string {
    const hash = site.getScriptHash()
    if (hash === '') return placeText(site)
    const position = site.getPosition()
    if (known >= MAX_PLACES) {
      places = create(null)
      known = 0
    }
    places[hash] ??= create(null) as Record<number, string>
    const script = places[hash]
    const found = script[position]
    if (found !== undefined) return found
    known++
    const text = placeText(site)
    script[position] = text
    return text
  }
}

function placeText(site: NodeJS.CallSite): string {
  const column = site.getColumnNumber()
  return (
    `"line":${site.getLineNumber() ?? null},"column":${column === null ? null : column - 1}` +
    `,"function":${stringify(site.getFunctionName())},"method":${stringify(site.getMethodName())}`
  )
}
