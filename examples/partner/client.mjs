// @ts-check
/**
 * A partner's program: gets a token, asks, downloads what changed since last time, verifies an event. Needs Node 20 and
 * nothing else. `node examples/partner/client.mjs`, with HEITU_URL, CLIENT_ID and CLIENT_SECRET in the environment.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { fileURLToPath } from 'node:url';

/** @typedef {{ url: string; clientId: string; clientSecret: string }} Credentials */
/** @typedef {() => Promise<string>} TokenSource */
/** @typedef {{ data?: any; errors?: { message: string; extensions: { code: string } }[] }} Answer */

/**
 * An access token is good for an hour; a new one is asked for a minute before it ends.
 *
 * @param {Credentials} credentials
 * @returns {TokenSource}
 */
export function tokenSource({ url, clientId, clientSecret }, scope = '') {
  let token = '';
  let endsAtMs = 0;
  return async () => {
    if (Date.now() < endsAtMs - 60_000) return token;
    const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
    const response = await fetch(`${url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', ...(scope && { scope }) }),
    });
    const answer = /** @type {Record<string, any>} */ (await response.json());
    if (!response.ok) throw new Error(`no token: ${answer.error} (${answer.error_description})`);
    [token, endsAtMs] = [answer.access_token, Date.now() + answer.expires_in * 1000];
    return token;
  };
}

/**
 * Waits as long as it is told where the quota is used up, a few times.
 *
 * @param {() => Promise<Response>} send
 */
async function patiently(send) {
  for (let tries = 1; ; tries++) {
    const response = await send();
    if ((response.status !== 429 && response.status !== 503) || tries === 5) return response;
    await new Promise((resolve) => setTimeout(resolve, Number(response.headers.get('retry-after') ?? 1) * 1000));
  }
}

/**
 * Asks one question; throws where any part of it was refused.
 *
 * @param {string} url
 * @param {TokenSource} token
 * @param {string} document
 */
export async function query(url, token, document, variables = {}) {
  const response = await patiently(async () =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await token()}` },
      body: JSON.stringify({ query: document, variables }),
    }),
  );
  const { data, errors } = /** @type {Answer} */ (await response.json());
  if (errors || !data) {
    throw new Error((errors ?? []).map(({ message, extensions }) => `${extensions.code}: ${message}`).join('; '));
  }
  return data;
}

/**
 * Orders that changed since `mark` (empty: all), to `take` in pages; answers the mark to keep for the next time. An
 * order may come again: keep the newest.
 *
 * @param {string} url
 * @param {TokenSource} token
 * @param {string} partyId
 * @param {string} mark
 * @param {(orders: object[]) => void} take
 */
export async function download(url, token, partyId, mark, take) {
  for (let hasMore = true; hasMore;) {
    const asked = new URLSearchParams({ partyId, limit: '5000', ...(mark && { after: mark }) });
    const response = await patiently(async () =>
      fetch(`${url}/edges/trust/export/trade?${asked}`, { headers: { authorization: `Bearer ${await token()}` } }),
    );
    if (!response.ok) throw new Error(`the export answered ${response.status}: ${await response.text()}`);
    const lines = (await response.text()).split('\n').filter(Boolean);
    take(lines.map((line) => JSON.parse(line)));
    mark = response.headers.get('x-next-mark') ?? mark;
    hasMore = response.headers.get('x-has-more') === 'true';
  }
  return mark;
}

/**
 * Events of EPCIS 2.0 that match the standard's query parameters, page after page, in the order of recording.
 *
 * @param {string} url
 * @param {TokenSource} token
 * @param {Record<string, string | number>} parameters
 */
export async function* epcisEvents(url, token, parameters) {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) asked.set(name, String(value));
  for (let search = `?${asked}`; ;) {
    const response = await patiently(async () =>
      fetch(`${url}/epcis/events${search}`, { headers: { authorization: `Bearer ${await token()}` } }),
    );
    const document = /** @type {any} */ (await response.json());
    if (!response.ok) throw new Error(`EPCIS answered ${response.status}: ${document.detail ?? document.message}`);
    yield* document.epcisBody.queryResults.resultsBody.eventList;
    const next = /<([^>]*)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    if (!next) return;
    search = new URL(next).search;
  }
}

const TOLERANCE_SECONDS = 300;

/**
 * Standard Webhooks: whether this came from the platform, lately. `rawBody`: the bytes as they came; `secret`: whsec_….
 *
 * @param {Readonly<Record<string, string | string[] | undefined>>} headers
 * @param {Buffer} rawBody
 * @param {string} secret
 */
export function isGenuine(headers, rawBody, secret) {
  const header = (/** @type {string} */ name) => String(headers[name] ?? '');
  const [id, seconds] = [header('webhook-id'), header('webhook-timestamp')];
  if (!(Math.abs(Date.now() / 1000 - Number(seconds)) <= TOLERANCE_SECONDS)) return false;
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${seconds}.`).update(rawBody).digest();
  return header('webhook-signature')
    .split(' ')
    .some((signature) => {
      const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
      return signature.startsWith('v1,') && given.length === expected.length && timingSafeEqual(given, expected);
    });
}

async function main() {
  const {
    HEITU_URL: url = 'http://localhost:4000',
    CLIENT_ID: clientId = '',
    CLIENT_SECRET: clientSecret = '',
  } = process.env;
  const token = tokenSource({ url, clientId, clientSecret });
  const question = '{ partnerGrants(first: 100) { edges { node { partyId partyName scopes } } } }';
  const { partnerGrants } = await query(url, token, question);
  /** @type {{ partyId: string; partyName: string; scopes: string[] }[]} */
  const grants = partnerGrants.edges.map((/** @type {{ node: object }} */ { node }) => node);
  for (const { partyName, scopes } of grants) console.log(`${partyName} lets us read: ${scopes.join(', ')}`);
  for (const { partyId, partyName } of grants.filter(({ scopes }) => scopes.includes('ANALYSIS'))) {
    let count = 0;
    const mark = await download(url, token, partyId, '', (orders) => void (count += orders.length));
    const again = await download(url, token, partyId, mark, (orders) => void (count += orders.length));
    console.log(`${partyName}: ${count} orders; the next download begins at ${again}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
