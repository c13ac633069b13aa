import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Buyer, Visit } from './driver.ts';
import { shopDocument } from './shop-document.ts';
import { signedReadings } from './sign-readings.ts';

/**
 * People who come whether anybody is answered or not, in a process of their own. What a request took counts from when
 * it was due: a crowd that waits for the one before it would not be seen to wait.
 */
export interface Crowd {
  url: string;
  controlUrl: string;
  perSecond: number;
  seconds: number;
  /** Of all that come, so many ask for one of these. */
  pages: readonly { share: number; requests: Visit['requests'] }[];
  buyersShare: number;
  buyers: readonly Buyer[];
  skuIds: readonly string[];
  signInsShare: number;
  pushesShare: number;
  devices: readonly { deviceId: string; secret: string; celsius: number }[];
}
export const KINDS = ['pages', 'purchases', 'pushes'] as const;
type Kind = (typeof KINDS)[number];
export interface CrowdSeen {
  came: number;
  /** Milliseconds from when it was due, of each that was answered. */
  tookMs: Record<Kind, number[]>;
  refused: Record<Kind, number>;
  /** How long each 503 took. */
  refusedMs: number[];
  errors: string[];
  errorCount: number;
  /**
   * Of the phase's seconds the last, from 1, in which something was refused or a page took longer than a second; 0:
   * none.
   */
  troubledUntil: number;
}

const CONNECTIONS = 2000;
const TICK_MS = 4;
const LOOK_AFTER_MS = 60;
const LOOK_MAX_MS = 60_000;
const ERRORS_KEPT = 10;
const SLOW_MS = 1000;

class Refused extends Error {
  readonly retryAfterMs: number;
  constructor(retryAfterMs: number) {
    super('refused');
    this.retryAfterMs = retryAfterMs;
  }
}
type Json = Record<string, any>;

class Visitors {
  readonly #crowd: Crowd;
  readonly #platform: Pool;
  readonly #world: Pool;
  readonly #began = performance.now();
  readonly seen: CrowdSeen = {
    came: 0,
    tookMs: { pages: [], purchases: [], pushes: [] },
    refused: { pages: 0, purchases: 0, pushes: 0 },
    refusedMs: [],
    errors: [],
    errorCount: 0,
    troubledUntil: 0,
  };
  constructor(crowd: Crowd) {
    this.#crowd = crowd;
    this.#platform = new Pool(new URL(crowd.url).origin, { connections: CONNECTIONS });
    this.#world = new Pool(new URL(crowd.controlUrl).origin, { connections: 64 });
  }

  async #send(pool: Pool, path: string, body: string, headers: Record<string, string> = {}): Promise<Json> {
    const sentAtMs = performance.now();
    const answer = await pool.request({
      method: 'POST',
      path,
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });
    const json = (await answer.body.json()) as Json;
    if (answer.statusCode === 503) {
      this.seen.refusedMs.push(performance.now() - sentAtMs);
      throw new Refused(Number(answer.headers['retry-after'] ?? 1) * 1000);
    }
    if (answer.statusCode !== 200 || json['errors'])
      throw new Error(`${answer.statusCode} ${JSON.stringify(json).slice(0, 300)}`);
    return json;
  }
  #graphql({ path, body, token }: Visit['requests'][number]): Promise<Json> {
    return this.#send(this.#platform, path, JSON.stringify(body), token ? { authorization: `Bearer ${token}` } : {});
  }
  async #ask(name: string, variables: Json, token?: string): Promise<Json> {
    const { data } = await this.#graphql({
      path: '/graphql',
      body: { documentId: shopDocument(name), variables },
      token,
    });
    return Object.values(data)[0] as Json;
  }
  #outside(path: string, body: Json): Promise<Json> {
    return this.#send(this.#world, `${new URL(this.#crowd.controlUrl).pathname}${path}`, JSON.stringify(body));
  }
  /** As somebody who is told to try again, and does, with the same request id. */
  async #untilTaken<V>(work: () => Promise<V>): Promise<V> {
    for (const until = performance.now() + LOOK_MAX_MS; ;) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof Refused) || performance.now() > until) throw error;
        await sleep(error.retryAfterMs);
      }
    }
  }

  async #buy(turn: number): Promise<void> {
    const { buyers, skuIds } = this.#crowd;
    const { token, addressId, openid } = buyers[turn % buyers.length]!;
    const lines = [{ skuId: skuIds[(turn * 7) % skuIds.length]!, quantity: 1 }];
    // Who is refused here has begun nothing, and goes.
    const quote = await this.#ask('Quote', { input: { requestId: randomUUID(), addressId, lines } }, token);
    const place = { requestId: randomUUID(), quoteId: quote['id'], totalFen: quote['totalFen'] };
    const { checkoutId, code } = await this.#untilTaken(() => this.#ask('PlaceOrder', { input: place }, token));
    if (!checkoutId) throw new Error(`placeOrder: ${code}`);
    const start = { requestId: randomUUID(), checkoutId };
    const started = await this.#untilTaken(() => this.#ask('StartPayment', { input: start }, token));
    const requestPayment = started['clientParameters'] as Json | undefined;
    if (!requestPayment) throw new Error(`startPayment: ${started['code']}`);
    const prepayId = requestPayment['package'].replace('prepay_id=', '');
    await this.#outside('/pay', { prepayId, openid, requestPayment });
    for (let waitMs = LOOK_AFTER_MS, until = performance.now() + LOOK_MAX_MS; ; waitMs *= 2) {
      await sleep(waitMs);
      const payment = await this.#untilTaken(() => this.#ask('PaymentState', { checkoutId }, token));
      if (payment['state'] === 'PAID') return;
      if (performance.now() > until) throw new Error('paid, and not seen as paid');
    }
  }
  async #push(turn: number): Promise<void> {
    const { deviceId, secret, celsius } = this.#crowd.devices[turn % this.#crowd.devices.length]!;
    const readings = [{ at: new Date().toISOString(), temperatureCelsius: celsius }];
    const { path, body, headers } = signedReadings({ deviceId, secret }, readings);
    await this.#send(this.#platform, path, JSON.stringify(body), headers);
  }
  async #signIn(turn: number): Promise<void> {
    const { openid } = this.#crowd.buyers[turn % this.#crowd.buyers.length]!;
    const { code } = await this.#outside('/wechat/login-code', { openid });
    await this.#ask('SignInWithWechat', { input: { code } });
  }

  #errandOf(turn: number): [Kind, () => Promise<unknown>] {
    const { buyersShare, pushesShare, signInsShare, pages } = this.#crowd;
    let choice = Math.random();
    const among = (share: number) => (choice -= share) < 0;
    if (among(buyersShare)) return ['purchases', () => this.#buy(turn)];
    if (among(pushesShare)) return ['pushes', () => this.#push(turn)];
    if (among(signInsShare)) return ['pages', () => this.#signIn(turn)];
    const { requests } = pages.find(({ share }) => among(share)) ?? pages[0]!;
    return ['pages', () => this.#graphql(requests[turn % requests.length]!)];
  }
  /** One who comes, and what became of it. */
  async #one(dueAtMs: number): Promise<void> {
    const [kind, errand] = this.#errandOf((this.seen.came += 1));
    let isTroubled = false;
    try {
      await errand();
      const tookMs = performance.now() - dueAtMs;
      this.seen.tookMs[kind].push(tookMs);
      isTroubled = kind === 'pages' && tookMs > SLOW_MS;
    } catch (error) {
      isTroubled = true;
      if (error instanceof Refused) this.seen.refused[kind] += 1;
      else if ((this.seen.errorCount += 1) <= ERRORS_KEPT) this.seen.errors.push((error as Error).message);
    }
    const second = Math.ceil((performance.now() - this.#began) / 1000);
    if (isTroubled) this.seen.troubledUntil = Math.max(this.seen.troubledUntil, second);
  }

  async come(): Promise<CrowdSeen> {
    const { perSecond, seconds } = this.#crowd;
    const under = new Set<Promise<void>>();
    for (let dueAtMs = this.#began; dueAtMs < this.#began + seconds * 1000; await sleep(TICK_MS))
      for (; dueAtMs <= performance.now(); dueAtMs += (-Math.log(1 - Math.random()) * 1000) / perSecond) {
        const work = this.#one(dueAtMs);
        under.add(work);
        void work.then(() => under.delete(work));
      }
    await Promise.all(under);
    await Promise.all([this.#platform.close(), this.#world.close()]);
    return this.seen;
  }
}

process.on('message', (crowd: Crowd) => void new Visitors(crowd).come().then((seen) => process.send!(seen)));
process.once('disconnect', () => process.exit(0));
