/** What weavers have made of programs: by weaver, by program, by gates and file. */
const results = new WeakMap()

/**
 * What a weaver makes of a file of a program; asked again, it is the same result.
 *
 * @param weave `(source, { file, sourceType, gates }) → { code, woven, … }`
 */
export function weaveOnce(weave, program, file, gates) {
  const ofProgram = entryOf(entryOf(results, weave, WeakMap), program, Map)
  const key = `${gates} ${file}`
  if (!ofProgram.has(key)) {
    ofProgram.set(key, weave(program.files[file], { file, sourceType: program.kind, gates }))
  }
  return ofProgram.get(key)
}

function entryOf(map, key, Made) {
  if (!map.has(key)) map.set(key, new Made())
  return map.get(key)
}
