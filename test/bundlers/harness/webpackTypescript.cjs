const { transform } = require('esbuild')

/**
 * The smallest loader that strips types: what a build uses for it is not what is tested. As others do, it goes on from
 * the map that it is handed, which esbuild reads out of the text.
 */
module.exports = function stripTypes(source, map) {
  const callback = this.async()
  const url = map ? `data:application/json;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}` : null
  const text = url === null ? source : `${source}\n//# sourceMappingURL=${url}`
  transform(text, { loader: 'ts', sourcemap: true, sourcefile: this.resourcePath }).then(
    ({ code, map: made }) => callback(null, code, JSON.parse(made)),
    callback,
  )
}
