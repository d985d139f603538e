export default function () {
  return 'default'
}
import self from './input.mjs'
log(self.name, self())
export const deferred = () => {
  return self.name
}
log(deferred())
