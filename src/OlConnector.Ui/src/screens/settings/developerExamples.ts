/** Examples for programs, with the address of this installation. */
export const examples = (origin: string) => ({
  curl: `curl -X POST "${origin}/api/v1/messages" \\
  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
  -H "Idempotency-Key: order-1042" \\
  -d '{"line":"LINE_ID","to":"+375291234567","text":"Your order 1042 is ready"}'`,
  client: `npx openapi-typescript ${origin}/openapi/v1.json -o olconnector.d.ts

import createClient from 'openapi-fetch'
import type { paths } from './olconnector'

const api = createClient<paths>({ baseUrl: '${origin}', headers: { Authorization: \`Bearer \${process.env.TOKEN}\` } })
const { data, error } = await api.GET('/api/v1/messages', { params: { query: { limit: 20 } } })`,
  node: `import { Webhook } from 'standardwebhooks'

// The body as it came, before anything parses it.
const event = new Webhook(process.env.WEBHOOK_SECRET).verify(rawBody, request.headers)`,
  python: `import base64, hashlib, hmac, time

def is_ours(secret, headers, raw_body):
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + raw_body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    expected = "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    is_fresh = abs(time.time() - int(headers["webhook-timestamp"])) < 300
    return is_fresh and any(hmac.compare_digest(expected, one) for one in headers["webhook-signature"].split(" "))`
})
