/** Of the program's own Vitest, which is not installed here. */
declare module 'vitest' {
  export function afterAll(run: () => Promise<void>, timeoutMs: number): void
}
