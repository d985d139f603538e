import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as prettier from 'prettier'

const read = (path) => readFileSync(new URL(`../node_modules/${path}`, import.meta.url), 'utf8')

const files = {
  'lodash/_baseClone.js': { parser: 'babel', semi: false, singleQuote: true },
  'p-queue/dist/index.d.ts': { parser: 'typescript' },
  'p-queue/dist/index.js': { parser: 'acorn', printWidth: 60 },
  'p-queue/package.json': { parser: 'json' },
  'p-queue/readme.md': { parser: 'markdown', proseWrap: 'always' },
}
for (const [path, options] of Object.entries(files)) {
  const formatted = await prettier.format(read(path), options)
  console.log(path, formatted.length, createHash('sha256').update(formatted).digest('hex'))
}
console.log(await prettier.format('a{b:c;d:e}@media (x){f,g>h{i:url( j )}}', { parser: 'css' }))
console.log(await prettier.format('a: [1,   2]\n\n\nb:   {c: d}', { parser: 'yaml' }))
console.log(await prettier.format('const a=<div  b={c}>{d&&<E {...f}/>}</div>', { parser: 'babel' }))
await prettier.format('const =', { parser: 'babel' }).catch((error) => console.log(error.name, error.message))
