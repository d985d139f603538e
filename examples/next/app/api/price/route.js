import { priceOf } from '../../../lib/price'

export async function GET(request) {
  const quantity = Number(new URL(request.url).searchParams.get('quantity'))
  const price = priceOf({ cost: 8, quantity }, 0.07)
  return Response.json({ price }) // answer
}
