import type { CollectedStack } from '@debugin/runtime'

const { stringify } = JSON
const { create } = Object
const charCodeAt: (text: string, index: number) => number = Function.prototype.call.bind(String.prototype.charCodeAt)

/** Places that are remembered; a program stops at few. */
const MAX_PLACES = 10_000

/** A place in a script, in words. */
interface Place {
  /** JSON text of what depends on nothing but the place: line, column and names, without braces. */
  words: string
  /** The file and the class of the last frame that was there, and JSON text of that frame. */
  file: string | null
  className: string | null
  frame: string
  /** The last stack with this place as its innermost. */
  stack: Stack | null
}

/** A stack in words, and its frames. */
interface Stack {
  frames: Record<number, string>
  count: number
  text: string
}

/** By the place's offset, by the hash of the script's text. */
type Places = Record<string, Record<number, Place> | undefined>

/**
 * Puts a collected stack into words: JSON text of an array of frames, the innermost first.
 *
 * V8 counts lines and looks for names anew each time it is asked, 1.5 µs a frame, and each question takes 60 to 200 ns. So
 * what was said of a place is remembered, and no more is asked than tells whether it holds for the frame at hand.
 * Neither Map nor anything else that a program can replace is used for it.
 */
export function createStackDescriber(): (stack: CollectedStack, skipped: number) => string {
  let places: Places = create(null)
  let known = 0

  return (stack, skipped) => {
    const { stack: sites } = stack as { stack: readonly NodeJS.CallSite[] }
    if (sites.length <= skipped) return '[]'
    // Frames that wait for a promise lie below all others.
    const awaits = (sites[sites.length - 1] as NodeJS.CallSite).isAsync()
    return awaits ? newText(sites, skipped) : knownText(sites, skipped)
  }

  function newText(sites: readonly NodeJS.CallSite[], skipped: number): string {
    let text = '['
    for (let i = skipped; i < sites.length; i++) {
      const site = sites[i] as NodeJS.CallSite
      const frame = frameText(site, placeOf(site))
      text += i === skipped ? frame : `,${frame}`
      text += site.isAsync() ? ',"async":true}' : '}'
    }
    return `${text}]`
  }

  /** A probe is mostly hit by the same way: then the text is there, in one piece. */
  function knownText(sites: readonly NodeJS.CallSite[], skipped: number): string {
    const innermost = placeOf(sites[skipped] as NodeJS.CallSite)
    innermost.stack ??= { frames: create(null), count: 0, text: '[]' }
    const { stack } = innermost
    const count = sites.length - skipped
    let same = stack.count === count
    for (let i = 0; i < count; i++) {
      const site = sites[skipped + i] as NodeJS.CallSite
      const frame = frameText(site, i === 0 ? innermost : placeOf(site))
      if (same && stack.frames[i] === frame) continue
      same = false
      stack.frames[i] = frame
    }
    if (same) return stack.text
    let text = '['
    for (let i = 0; i < count; i++) text += `${i === 0 ? '' : ','}${stack.frames[i] as string}}`
    stack.count = count
    stack.text = inOnePiece(`${text}]`)
    return stack.text
  }

  /** Without the last brace. */
  function frameText(site: NodeJS.CallSite, place: Place): string {
    const file = site.getFileName() ?? null
    const className = classNameOf(site)
    if (place.file === file && place.className === className) return place.frame
    place.file = file
    place.className = className
    place.frame = inOnePiece(`{"file":${stringify(file)},${place.words},"className":${stringify(className)}`)
    return place.frame
  }

  function placeOf(site: NodeJS.CallSite): Place {
    const hash = site.getScriptHash()
    if (hash === '') return newPlace(site)
    const position = site.getPosition()
    const found = places[hash]?.[position]
    return found ?? remember(hash, position, newPlace(site))
  }

  function remember(hash: string, position: number, place: Place): Place {
    if (known >= MAX_PLACES) {
      places = create(null)
      known = 0
    }
    known++
    places[hash] ??= create(null) as Record<number, Place>
    places[hash][position] = place
    return place
  }
}

/** Null where the function was called as no object's method. A global object is of the class `Object`, too. */
function classNameOf(site: NodeJS.CallSite): string | null {
  const name = site.getTypeName()
  return name === 'Object' && site.isToplevel() ? null : name
}

function newPlace(site: NodeJS.CallSite): Place {
  const column = site.getColumnNumber()
  const words =
    `"line":${site.getLineNumber() ?? null},"column":${column === null ? null : column - 1}` +
    `,"function":${stringify(site.getFunctionName())},"method":${stringify(site.getMethodName())}`
  return { words, file: null, className: null, frame: `{"file":null,${words},"className":null`, stack: null }
}

/** V8 keeps a text that was put together as its parts, and copies each of them anew into whatever it becomes part of. */
function inOnePiece(text: string): string {
  charCodeAt(text, 0)
  return text
}
