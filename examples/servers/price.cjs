/** What articles cost together, in cents. */
exports.priceOf = (items) => {
  let price = 0
  for (const { each, quantity } of items) {
    price += each * quantity
  }
  return price
}
