interface WaitAsync {
  waitAsync(array: Int32Array, index: number, value: number, timeout: number): { value: Promise<string> | string }
}

/** Resolves when the agent's thread has set the first number, or after so many milliseconds; the program runs on. */
export async function awaitThread(done: SharedArrayBuffer, deadlineMs: number): Promise<void> {
  const { value } = (Atomics as unknown as WaitAsync).waitAsync(new Int32Array(done), 0, 0, deadlineMs)
  await value
}
