import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { shopDocument } from './shop-document.ts';

/**
 * The visitors, in a process of their own: what they cost is counted apart. Started by fork; one errand in, one result
 * out, again and again.
 */
export interface Buyer {
  openid: string;
  token: string;
  addressId: string;
}
export interface Errand {
  url: string;
  controlUrl: string;
  concurrency: number;
  buyers: readonly Buyer[];
  /** What each buyer's cart holds, in the order it is sent. */
  carts: readonly (readonly { skuId: string; quantity: number }[])[];
}
export interface ErrandResult {
  paid: number;
  /** Out of stock, at the quote or at placing. */
  refusedAt: { quote: number; place: number };
  /** Each thing that was neither. */
  errors: string[];
  /** Paid at the provider, but never seen as paid. */
  unseen: number;
  checkoutIds: string[];
  totalFen: number;
  /** From the first request to the last "paid" that a buyer saw. */
  wallMs: number;
  /** Of each paid order, from the quote to "paid" seen, sorted. */
  latenciesMs: number[];
  cpuSeconds: number;
}

const [QUOTE, PLACE, START, STATE] = ['Quote', 'PlaceOrder', 'StartPayment', 'PaymentState'].map(shopDocument) as [
  string,
  string,
  string,
  string,
];
/** A phone asks soon after the dialogue has closed, then again, each time after twice as long. */
const LOOK_AFTER_MS = 60;
const LOOK_MAX_MS = 60_000;
const ERRORS_KEPT = 20;

type Json = Record<string, any>;

/** How an errand asks the platform, and what is outside of it. */
function askers({ url, controlUrl, concurrency }: Errand) {
  const [gateway, control] = [new URL(url), new URL(controlUrl)];
  const platform = new Pool(gateway.origin, { connections: concurrency });
  const world = new Pool(control.origin, { connections: concurrency });
  const send = async (pool: Pool, path: string, body: object, token?: string): Promise<Json> => {
    const answer = await pool.request({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    });
    return (await answer.body.json()) as Json;
  };
  const ask = async (buyer: Buyer, documentId: string, variables: Json): Promise<Json> => {
    const { data, errors } = await send(platform, '/graphql', { documentId, variables }, buyer.token);
    if (errors?.length || !data) throw new Error(JSON.stringify(errors ?? null));
    return Object.values(data)[0] as Json;
  };
  const pay = (body: object): Promise<Json> => send(world, `${control.pathname}/pay`, body);
  const close = () => Promise.all([platform.close(), world.close()]);
  return { ask, pay, close };
}

const nothingYet = (): ErrandResult => ({
  paid: 0,
  refusedAt: { quote: 0, place: 0 },
  errors: [],
  unseen: 0,
  checkoutIds: [],
  totalFen: 0,
  wallMs: 0,
  latenciesMs: [],
  cpuSeconds: 0,
});

async function run(errand: Errand): Promise<ErrandResult> {
  const { concurrency, buyers, carts } = errand;
  const { ask, pay, close } = askers(errand);
  const result = nothingYet();
  const cpuBefore = process.cpuUsage();
  const began = performance.now();

  async function buy(buyer: Buyer, lines: Errand['carts'][number]): Promise<void> {
    const mine = performance.now();
    const quote = await ask(buyer, QUOTE, { input: { requestId: randomUUID(), addressId: buyer.addressId, lines } });
    if (quote['code'] === 'OUT_OF_STOCK') return void (result.refusedAt.quote += 1);
    if (quote['code']) throw new Error(`quote: ${quote['code']}`);
    const placed = await ask(buyer, PLACE, {
      input: { requestId: randomUUID(), quoteId: quote['id'], totalFen: quote['totalFen'] },
    });
    if (placed['code'] === 'OUT_OF_STOCK') return void (result.refusedAt.place += 1);
    if (placed['code']) throw new Error(`placeOrder: ${placed['code']}`);
    const checkoutId = placed['checkoutId'] as string;
    result.checkoutIds.push(checkoutId);
    result.totalFen += placed['totalFen'];
    const started = await ask(buyer, START, { input: { requestId: randomUUID(), checkoutId } });
    if (started['code']) throw new Error(`startPayment: ${started['code']}`);
    const requestPayment = started['clientParameters'] as Json;
    const dialogue = await pay({
      prepayId: requestPayment['package'].replace('prepay_id=', ''),
      openid: buyer.openid,
      requestPayment,
    });
    if (dialogue['state'] !== 'SUCCESS') throw new Error(`the payment dialogue ended with ${JSON.stringify(dialogue)}`);
    for (let waitMs = LOOK_AFTER_MS, until = performance.now() + LOOK_MAX_MS; ; waitMs *= 2) {
      await sleep(waitMs);
      const payment = await ask(buyer, STATE, { checkoutId });
      if (payment['state'] === 'PAID') break;
      if (performance.now() > until) return void (result.unseen += 1);
    }
    result.paid += 1;
    result.wallMs = performance.now() - began;
    result.latenciesMs.push(performance.now() - mine);
  }

  let next = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < buyers.length) {
        const index = next++;
        await buy(buyers[index]!, carts[index]!).catch(
          (error: Error) => void (result.errors.length < ERRORS_KEPT && result.errors.push(error.message)),
        );
      }
    }),
  );
  const cpu = process.cpuUsage(cpuBefore);
  await close();
  return {
    ...result,
    latenciesMs: result.latenciesMs.sort((a, b) => a - b),
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
  };
}

/** Requests sent one after the other on each connection, in turn, until there were `count`. */
export interface Visit {
  url: string;
  concurrency: number;
  count: number;
  /** A body is posted to the path, without one the path is got. */
  requests: readonly { path: string; body?: object; token?: string; headers?: Record<string, string> }[];
}
export interface VisitResult {
  errors: string[];
  latenciesMs: number[];
  wallMs: number;
  bytes: number;
  cpuSeconds: number;
}
async function visit({ url, concurrency, count, requests }: Visit): Promise<VisitResult> {
  const pool = new Pool(new URL(url).origin, { connections: concurrency });
  const ready = requests.map(({ path, body, token, headers }) => ({
    method: body ? ('POST' as const) : ('GET' as const),
    path,
    body: body && JSON.stringify(body),
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...headers,
    },
  }));
  const result: VisitResult = { errors: [], latenciesMs: [], wallMs: 0, bytes: 0, cpuSeconds: 0 };
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < count) {
        const request = ready[next++ % ready.length]!;
        const mine = performance.now();
        const answer = await pool.request(request);
        const text = await answer.body.text();
        result.latenciesMs.push(performance.now() - mine);
        result.bytes += text.length;
        if ((answer.statusCode !== 200 || text.includes('"errors":')) && result.errors.length < ERRORS_KEPT)
          result.errors.push(`${answer.statusCode} ${text.slice(0, 300)}`);
      }
    }),
  );
  result.wallMs = performance.now() - began;
  const cpu = process.cpuUsage(cpuBefore);
  await pool.close();
  return {
    ...result,
    latenciesMs: result.latenciesMs.sort((a, b) => a - b),
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
  };
}

process.on(
  'message',
  (errand: Errand | Visit) =>
    void ('requests' in errand ? visit(errand) : run(errand)).then((result) => process.send!(result)),
);
process.once('disconnect', () => process.exit(0));
