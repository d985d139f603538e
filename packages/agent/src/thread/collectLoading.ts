/** Memory outside of the heap that makes V8 collect, as much as it allows between two collections (`kExternalAllocationSoftLimit`). */
const PRESSURE_BYTES = 64 * 1024 * 1024

/** Milliseconds after which most short programs have ended, and others have loaded what they need. */
const WHEN_MS = 1000

/**
 * Lets V8 collect what loading has left in this thread's heap. It would do so within the first seconds of events, and
 * mark all that is loaded then, on the program's cores. Nobody writes into the memory, so the system never has to provide any.
 */
export function collectLoading(): void {
  setTimeout(() => {
    try {
      new ArrayBuffer(PRESSURE_BYTES)
    } catch {
      // The process may not have as much.
    }
  }, WHEN_MS).unref()
}
