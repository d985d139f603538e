import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { packageFile } from './packed.mjs'

/**
 * A registry that has our packages and no others.
 *
 * @param packed see `pack()`
 * @returns its URL, and what it has been asked for, as it answered: `200 /@debugin/agent`
 */
export async function startRegistry(context, packed) {
  const asked = []
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url)
    const found = answer(path, packed, url)
    asked.push(`${found === null ? 404 : 200} ${path}`)
    response.writeHead(found === null ? 404 : 200).end(found ?? '{}')
  })
  context.after(() => {
    server.close()
    server.closeAllConnections()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${server.address().port}`
  return { url, asked }
}

function answer(path, packed, url) {
  const name = path.slice(1).replace(/\.tgz$/, '')
  const file = packed.get(name)
  if (file === undefined) return null
  const tarball = readFileSync(file)
  if (path.endsWith('.tgz')) return tarball
  const said = packageFile(name)
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`
  const dist = { tarball: `${url}/${name}.tgz`, integrity }
  return JSON.stringify({
    name,
    'dist-tags': { latest: said.version },
    versions: { [said.version]: { ...said, dist } },
  })
}
