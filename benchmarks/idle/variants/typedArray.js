'use strict'

/** Puts a test of a typed array in front of each statement: the plain way, which lives only here. */
function stubEveryStatement({ template, types }) {
  const stub = template.statement('$lines[NUMBER] && $line(NUMBER)', { placeholderPattern: /^NUMBER$/ })
  const prelude = template.statements(
    'const $lines = new Uint8Array(COUNT); function $line(number) { throw new Error(String(number)) }',
    { placeholderPattern: /^COUNT$/ },
  )
  const takesStub = (path) =>
    path.inList && path.listKey !== 'directives' && !path.isFunctionDeclaration() && path.node.loc !== undefined
  return {
    visitor: {
      Program: {
        exit(program) {
          let count = 0
          program.traverse({
            Statement(path) {
              if (!takesStub(path)) return
              path.insertBefore(stub({ NUMBER: types.numericLiteral(count++) }))
            },
          })
          program.unshiftContainer('body', prelude({ COUNT: types.numericLiteral(count) }))
        },
      },
    },
  }
}

module.exports = {
  purpose: 'a test of a typed array at every statement: the naive way, for comparison',
  instrument(source, { file }) {
    const { transformSync } = require('@babel/core')
    const options = { filename: file, babelrc: false, configFile: false, sourceType: 'script', retainLines: true }
    const parserOpts = { allowReturnOutsideFunction: true }
    return {
      code: transformSync(source, { ...options, compact: false, parserOpts, plugins: [stubEveryStatement] }).code,
    }
  },
  evidence: /\$lines\[\d+\] && \$line\(\d+\)/,
}
