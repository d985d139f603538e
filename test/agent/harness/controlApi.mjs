import assert from 'node:assert/strict'

/** Drives a control API as a client over HTTP. */
export function controlApi(url, token = null) {
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` }
  const call = async (method, path, body, headers = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...authorization,
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body), duplex: 'half' }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
  }
  const create = async (path, body) => {
    const answer = await call('POST', path, body)
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    return answer.body
  }
  return {
    url,
    call,
    get: (path) => call('GET', path),
    points: async () => (await call('GET', '/points')).body,
    point: async (id) => (await call('GET', `/points/${id}`)).body,
    health: async () => (await call('GET', '/health')).body,
    /** Sets a point that no rate limit holds back, unless it says so. */
    trace: (body) => create('/tracepoints', { rateLimit: UNLIMITED, ...body }),
    log: (body) => create('/logpoints', { rateLimit: UNLIMITED, ...body }),
    remove: (id) => call('DELETE', `/points/${id}`),
  }
}

const UNLIMITED = { limitPerSecond: 10_000, burst: 10_000 }
