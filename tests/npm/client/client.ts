// A program as a stranger writes it: generated types, strict, no cast. It makes a line, sends a message and steers a campaign.
// argv: address of the app, token, address of the phones. stdout: {"line","message","campaign","reasons"}
import createClient from 'openapi-fetch';
import type { components, paths } from './schema';

declare const process: { argv: string[]; stdout: { write(text: string): void }; exitCode: number };

type Line = components['schemas']['LineResource'];

const [baseUrl, token, phones] = process.argv.slice(2);
if (!baseUrl || !token || !phones) throw new Error('address, token and phones are needed');
const api = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });

async function makeLine(): Promise<Line> {
  const { data, error } = await api.POST('/api/v1/lines', {
    body: {
      name: 'Made by a generated client',
      gateway: { kind: 'sandbox', settings: { baseUrl: phones! } },
      window: { days: ['mon', 'tue'], from: '10:00', to: '18:00', timeZone: 'Europe/Moscow' },
      tariff: [{ prefix: '7', price: 2.5 }],
    },
  });
  if (!data) throw new Error(`${error.code} ${error.detail}`);
  const changed = await api.PATCH('/api/v1/lines/{id}', {
    params: { path: { id: data.id } },
    body: { jitter: 10, window: { to: '19:00' } },
  });
  if (!changed.data) throw new Error(changed.error.detail);
  return changed.data;
}

async function send(line: Line): Promise<string> {
  const { data, error } = await api.POST('/api/v1/messages', {
    params: { header: { 'Idempotency-Key': 'generated-1' } },
    body: { line: line.id, to: '+79161234567', text: '{Hello|Good day}' },
  });
  if (!data) throw new Error(`${error.code} ${error.field ?? ''}`);
  const message = await api.GET('/api/v1/messages/{id}', { params: { path: { id: data.id } } });
  return message.data?.state ?? 'lost';
}

async function steer(): Promise<{ name: string; released: number }> {
  const list = await api.GET('/api/v1/campaigns', { params: { query: { limit: 1 } } });
  const first = list.data?.items[0];
  if (!first) throw new Error('there is no campaign');
  const path = { id: first.id };
  const named = await api.PATCH('/api/v1/campaigns/{id}', { params: { path }, body: { name: 'Spring' } });
  const released = await api.POST('/api/v1/campaigns/{id}/release', { params: { path }, body: { count: 1 } });
  return { name: named.data?.name ?? '', released: released.data?.released ?? -1 };
}

const line = await makeLine();
const reasons = await api.GET('/api/v1/reasons', { params: { query: { limit: 200 } } });
process.stdout.write(JSON.stringify({
  line: { jitter: line.jitter, to: line.window?.to, from: line.window?.from },
  message: await send(line),
  campaign: await steer(),
  reasons: reasons.data?.items.filter((reason) => reason.kind === 'wait' && reason.inUse).length ?? 0,
}));
