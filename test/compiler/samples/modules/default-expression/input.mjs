export default (a) => a + 1
import self from './input.mjs'
log(self.name, self(1), self.length)
