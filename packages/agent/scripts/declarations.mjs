/**
 * Puts the types of this package, with those of our other packages that they mention, into `dist/types`, where they stand
 * by themselves: of the other packages nothing else would be needed where the agent is installed. Files are those that tsc
 * has made. What only hands on what others declare (an `index.d.ts`, say) is looked through.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

const PACKAGES = join(import.meta.dirname, '..', '..')
const TYPES = join(PACKAGES, 'agent/dist/types')

/** What tsc writes for names that come from elsewhere: keyword, `type`, names, module. */
const FROM = /^(import|export)( type)? \{([^}]*)\} from '([^']+)';\n/gm

/** `a`, `a as b`, with `type` before it or not. */
const NAME = /^(?:type )?(\w+)(?: as (\w+))?$/

const reached = new Set([join('agent', 'dist', 'index.d.ts')])

rmSync(TYPES, { recursive: true, force: true })
for (const file of reached) {
  const path = placeOf(file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, standingAlone(file))
}

/** The text of a file, with every name taken from the file that declares it. */
function standingAlone(file) {
  const text = readFileSync(join(PACKAGES, file), 'utf8')
  const rest = text.replaceAll(FROM, '')
  if (/\bfrom '|\bimport\b.*'/.test(rest)) throw new Error(`${file} takes types in a way that is not known here`)
  return text.replaceAll(FROM, (statement, keyword, type = '', names, module) => {
    if (module.startsWith('node:')) return statement
    return namesIn(names)
      .map(({ name, as }) => {
        const found = declarationOf(moduleFrom(file, module), name)
        reached.add(found.file)
        const named = found.name === as ? as : `${found.name} as ${as}`
        return `${keyword}${type} { ${named} } from '${pathFrom(file, found.file)}';\n`
      })
      .join('')
  })
}

/** Where a name is declared, and what it is called there. */
function declarationOf(file, name) {
  const text = readFileSync(join(PACKAGES, file), 'utf8')
  for (const [, keyword, , names, module] of text.matchAll(FROM)) {
    const found = keyword === 'export' && namesIn(names).find(({ as }) => as === name)
    if (found) return declarationOf(moduleFrom(file, module), found.name)
  }
  return { file, name }
}

function namesIn(list) {
  const texts = list.split(',').map((text) => text.trim())
  return texts.filter(Boolean).map((text) => {
    const [, name, as = name] = NAME.exec(text)
    return { name, as }
  })
}

/** The file of a module, from the folder of packages. */
function moduleFrom(file, module) {
  const own = /^@debugin\/(\w+)$/.exec(module)
  if (own !== null) return join(own[1], 'dist/index.d.ts')
  const path = join(dirname(file), `${module}.d.ts`)
  if (!module.startsWith('.') || !existsSync(join(PACKAGES, path))) {
    throw new Error(`${file} takes types from ${module}, which does not come along`)
  }
  return path
}

function placeOf(file) {
  return join(TYPES, file.replace(`${sep}dist${sep}`, sep))
}

function pathFrom(file, other) {
  const way = relative(dirname(placeOf(file)), placeOf(other))
    .replaceAll(sep, '/')
    .replace(/\.d\.ts$/, '')
  return way.startsWith('.') ? way : `./${way}`
}
