const ends = new WeakMap()

/**
 * Does something after the test, what was begun last first, and each of it whatever became of the rest: a program is
 * ended before its folder goes. Hooks of `context.after` run in the order they were given, up to the first that fails.
 *
 * @param context of the test, or of a file: `{ after }`
 */
export function afterwards(context, act) {
  const acts = ends.get(context)
  if (acts !== undefined) {
    acts.push(act)
    return
  }
  const all = [act]
  ends.set(context, all)
  context.after(() => doAll(all))
}

async function doAll(acts) {
  const errors = []
  while (acts.length > 0) {
    try {
      await acts.pop()()
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0) throw errors[0]
}
