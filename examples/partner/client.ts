/**
 * A partner's program: gets a token, asks, downloads what changed since last time, verifies an event. Needs Node 24 and nothing else.
 * `node examples/partner/client.ts`, with HEITU_URL, CLIENT_ID and CLIENT_SECRET in the environment.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Credentials {
  url: string;
  clientId: string;
  clientSecret: string;
}

/** An access token is good for an hour; a new one is asked for a minute before it ends. */
export function tokenSource({ url, clientId, clientSecret }: Credentials, scope = ''): () => Promise<string> {
  let token = '';
  let endsAtMs = 0;
  return async () => {
    if (Date.now() < endsAtMs - 60_000) return token;
    const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
    const response = await fetch(`${url}/oauth/token`, { method: 'POST', headers: { authorization: `Basic ${basic}` }, body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope && { scope }) }) });
    const answer = (await response.json()) as { access_token: string; expires_in: number; error?: string; error_description?: string };
    if (!response.ok) throw new Error(`no token: ${answer.error} (${answer.error_description})`);
    [token, endsAtMs] = [answer.access_token, Date.now() + answer.expires_in * 1000];
    return token;
  };
}

/** Waits as long as it is told where the quota is used up, a few times. */
async function patiently(send: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const response = await send();
    if ((response.status !== 429 && response.status !== 503) || tries === 5) return response;
    await new Promise((resolve) => setTimeout(resolve, Number(response.headers.get('retry-after') ?? 1) * 1000));
  }
}

export async function query<Data>(url: string, token: () => Promise<string>, document: string, variables: object = {}): Promise<Data> {
  const response = await patiently(async () => fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${await token()}` }, body: JSON.stringify({ query: document, variables }) }));
  const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string; extensions: { code: string } }[] };
  if (errors || !data) throw new Error((errors ?? []).map(({ message, extensions }) => `${extensions.code}: ${message}`).join('; '));
  return data;
}

/** Orders that changed since `mark` (empty: all), to `take` in pages; answers the mark to keep for the next time. An order may come again: keep the newest. */
export async function download(url: string, token: () => Promise<string>, partyId: string, mark: string, take: (orders: object[]) => void): Promise<string> {
  for (let hasMore = true; hasMore; ) {
    const response = await patiently(async () => fetch(`${url}/edges/trust/export/trade?${new URLSearchParams({ partyId, limit: '5000', ...(mark && { after: mark }) })}`, { headers: { authorization: `Bearer ${await token()}` } }));
    if (!response.ok) throw new Error(`the export answered ${response.status}: ${await response.text()}`);
    take((await response.text()).split('\n').filter(Boolean).map((line) => JSON.parse(line) as object));
    mark = response.headers.get('x-next-mark') ?? mark;
    hasMore = response.headers.get('x-has-more') === 'true';
  }
  return mark;
}

const TOLERANCE_SECONDS = 300;

/** Standard Webhooks: whether this came from the platform, lately. `rawBody`: the bytes as they came; `secret`: whsec_…. */
export function isGenuine(headers: Readonly<Record<string, string | string[] | undefined>>, rawBody: Buffer, secret: string): boolean {
  const [id, seconds, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => String(headers[name] ?? ''));
  if (!(Math.abs(Date.now() / 1000 - Number(seconds)) <= TOLERANCE_SECONDS)) return false;
  const expected = createHmac('sha256', Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).update(`${id}.${seconds}.`).update(rawBody).digest();
  return signatures!.split(' ').some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
    return signature.startsWith('v1,') && given.length === expected.length && timingSafeEqual(given, expected);
  });
}

if (import.meta.main) {
  const { HEITU_URL: url = 'http://localhost:4000', CLIENT_ID: clientId = '', CLIENT_SECRET: clientSecret = '' } = process.env;
  const token = tokenSource({ url, clientId, clientSecret });
  const { partnerGrants } = await query<{ partnerGrants: { edges: { node: { partyId: string; partyName: string; scopes: string[] } }[] } }>(url, token, '{ partnerGrants(first: 100) { edges { node { partyId partyName scopes } } } }');
  const grants = partnerGrants.edges.map(({ node }) => node);
  for (const { partyName, scopes } of grants) console.log(`${partyName} lets us read: ${scopes.join(', ')}`);
  for (const { partyId, partyName } of grants.filter(({ scopes }) => scopes.includes('analysis'))) {
    let count = 0;
    const mark = await download(url, token, partyId, '', (orders) => void (count += orders.length));
    const again = await download(url, token, partyId, mark, (orders) => void (count += orders.length));
    console.log(`${partyName}: ${count} orders; the next download begins at ${again}`);
  }
}
