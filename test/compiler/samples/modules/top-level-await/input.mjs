const value = await Promise.resolve('waited')
log(value)
for (let i = 0; i < 2; i++) {
  await null
  log(i)
}
for await (const item of [Promise.resolve('item')]) {
  log(item)
}
if (await false) log('never')
else log('else')
const list = [await 1, await 2]
const { a = await 'default' } = {}
try {
  await Promise.reject(new Error('rejected'))
} catch (error) {
  log(error)
}
await (async () => {
  await null
  log('inside')
})()
export { value, list, a }
export default await 'default export'
label: {
  await null
  break label
}
