import { instrument } from '@debugin/compiler'
import { languageOf } from '../../../packages/compiler/dist/parse/language.js'
import { parse } from '../../../packages/compiler/dist/parse/parse.js'
import { planFile } from '../../../packages/compiler/dist/plan/plan.js'

/** Characters of the source that a site shows, so that a reader need not count columns. */
const EXCERPT = 32

/** The text of `sites.json`: for each file of a program its functions, with their sites and the names in reach. */
export function sitesText({ files, kind }) {
  const described = Object.entries(files).map(([file, source]) => [file, describeFile(file, source, kind)])
  return `${JSON.stringify(Object.fromEntries(described), null, 2)}\n`
}

/** The text of `expected.*`: the woven text of the first file of a program. */
export function wovenText({ files, main, kind }) {
  return instrument(files[main], { file: main, sourceType: kind }).code
}

function describeFile(file, source, sourceType) {
  const { sites, skipped } = instrument(source, { file, sourceType })
  const notes = skipped.length === 0 ? {} : { skipped: skipped.map(({ line, reason }) => `${line}: ${reason}`) }
  if (sites === null) return notes
  const module = sites.moduleNames.length === 0 ? {} : { 'module names': sites.moduleNames.join(' ') }
  const plans = planFile(parse(withoutMark(source), sourceType, languageOf(file)), withoutMark(source), sourceType)
  const lines = withoutMark(source).split(/\r\n?|[\n\u2028\u2029]/)
  const functions = sites.functions.map((fn, index) => [
    describeFunction(fn, index, plans.functions[index]),
    fn.sites.map((site) => describeSite(site, lines)),
  ])
  return { ...notes, ...module, ...Object.fromEntries(functions) }
}

/** `2 method Shop.add: twin, exit value; outer: total`. */
function describeFunction({ kind, name, className, exit, outer }, index, { form, refusal }) {
  const called = [className, name].filter((part) => part !== null && part !== '').join('.')
  const title = `${index} ${kind}${called === '' ? '' : ` ${called}`}`
  const why = refusal === null ? '' : ` because ${refusal}`
  return `${title}: ${form}${why}, exit ${exit}${outer.length === 0 ? '' : `; outer: ${outer.join(' ')}`}`
}

/** `3:2 statement | return total | this price total`; with the last line where that is another: `3:2-5`. */
function describeSite({ kind, line, column, endLine, names, hidden }, lines) {
  const text = lines[line - 1].slice(column, column + EXCERPT).trim()
  const place = `${line}:${column}${endLine === line ? '' : `-${endLine}`}`
  const notThere = hidden.length === 0 ? '' : ` | hidden: ${hidden.join(' ')}`
  return `${place} ${kind} | ${text} | ${names.join(' ')}${notThere}`.trim()
}

function withoutMark(source) {
  return source.charCodeAt(0) === 0xfeff ? source.slice(1) : source
}
