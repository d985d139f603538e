import { apply, dateText, getterOf, isView } from '../natives'
import { isOfClass } from './className'
import { readData } from './readData'
import type { ExpressionHost } from './scope'

const patternSource = getterOf(RegExp.prototype, 'source')

/** The letters of flags and what tells whether one is set; `RegExp.prototype.flags` asks replaceable accessors. */
const FLAGS: readonly { letter: string; isSet: () => unknown }[] = [
  { letter: 'd', isSet: getterOf(RegExp.prototype, 'hasIndices') },
  { letter: 'g', isSet: getterOf(RegExp.prototype, 'global') },
  { letter: 'i', isSet: getterOf(RegExp.prototype, 'ignoreCase') },
  { letter: 'm', isSet: getterOf(RegExp.prototype, 'multiline') },
  { letter: 's', isSet: getterOf(RegExp.prototype, 'dotAll') },
  { letter: 'u', isSet: getterOf(RegExp.prototype, 'unicode') },
  { letter: 'v', isSet: getterOf(RegExp.prototype, 'unicodeSets') },
  { letter: 'y', isSet: getterOf(RegExp.prototype, 'sticky') },
]

/**
 * The text of an object of one of the language's own classes: `2026-11-22T10:00:00.000Z`, `/^a/i`, `Map(2)`,
 * `TypeError: no such user`; null for other objects.
 *
 * @param className the name of its class, which a Map, a Set or a typed array keeps in its text
 */
export function builtInText(object: object, className: string, host: ExpressionHost): string | null {
  if (isView(object)) return `${className}(${sizeText(object, 'length', host)})`
  if (isOfClass(object, 'Map', host) || isOfClass(object, 'Set', host)) {
    return `${className}(${sizeText(object, 'size', host)})`
  }
  if (isOfClass(object, 'Error', host)) {
    const message = readData(object, 'message', host.isProxy)
    return typeof message === 'string' ? `${className}: ${message}` : className
  }
  try {
    if (isOfClass(object, 'Date', host)) return dateText(object as Date)
    if (isOfClass(object, 'RegExp', host)) return regExpText(object)
  } catch {
    // An invalid date, or no date at all but an object of a class of that name.
    return className
  }
  return null
}

function sizeText(object: object, key: 'size' | 'length', host: ExpressionHost): string {
  const size = readData(object, key, host.isProxy)
  return typeof size === 'number' ? `${size}` : '?'
}

function regExpText(object: object): string {
  let text = `/${apply(patternSource, object, []) as string}/`
  for (let i = 0; i < FLAGS.length; i++) {
    const flag = FLAGS[i] as (typeof FLAGS)[number]
    if (apply(flag.isSet, object, []) === true) text += flag.letter
  }
  return text
}
