/** Where servers listen: any free port where PORT is 0. */
export const PORT = Number(process.env.PORT ?? 3000)

/** Says where one listens. */
export function sayListening(port) {
  console.log(`books at http://127.0.0.1:${port}`)
}
