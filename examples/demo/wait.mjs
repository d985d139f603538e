/** Milliseconds after which something that should happen counts as failed; never reached when all is well. */
const PATIENCE = 30_000

/** Waits for a promise, but not for ever. */
export async function waitFor(what, promise) {
  let timer
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${PATIENCE / 1000} s in vain for ${what}`)), PATIENCE)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Asks every few milliseconds until there is an answer. */
export async function ask(what, question) {
  let over = false
  const answer = async () => {
    while (!over) {
      const found = await question()
      if (found !== null) return found
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
  try {
    return await waitFor(what, answer())
  } finally {
    over = true
  }
}
