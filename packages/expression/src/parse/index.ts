export { parseExpression } from './parseExpression'
export { parseTemplate } from './parseTemplate'
