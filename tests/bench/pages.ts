import type { ChildProcess } from 'node:child_process';
import { idFrom } from '@heitu/kit/rules/ids';
import { consumers } from '@heitu/sandbox/county';
import { Gateway, Person } from '../journeys/client.ts';
import { settled } from './books.ts';
import { goodsForSale, makeBuyers, stockUp } from './county.ts';
import { cpuSecondsOf } from './cpu.ts';
import type { Errand, ErrandResult, Visit, VisitResult } from './driver.ts';
import { cpuNow, median, sendOut, startDriver, startProcess, statementCounts } from './measure.ts';
import type { BenchPlatform } from './platform.ts';
import { shopDocument } from './shop-document.ts';

/**
 * CPU seconds per 1,000 requests until all outboxes are empty, of the server (or of the floor's process) and of the
 * database; statements per request.
 */
export interface Figures {
  cpuServer: number;
  cpuDb: number;
  sql: number;
  p50Ms: number;
  p99Ms: number;
  ordersPerSecond?: number;
}
export interface Report {
  figures: Record<string, Figures>;
  errors: string[];
}

const CONNECTIONS = 16;
/**
 * Until here code is still being compiled: all pages in turn, so that the first to be measured is no worse off, then
 * each once more.
 */
const WARM_UP = 1500;
const WARM_UP_TURNS = 4;
/**
 * A page from the cache costs a twentieth of the others, in a process that was just started: its figure falls by half
 * until here.
 */
const WARM_UP_CACHED = 20_000;
const COUNTED = Number(process.env['COUNTED'] ?? 2000);
const FLOOR_COUNTED = 4000;

const rounded = (value: number, digits: number): number => Number(value.toFixed(digits));
const quantile = (sorted: readonly number[], share: number): number =>
  rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0, 1);

/** Runs `work` and says what it cost per one of `count`, `pid` being the process that answers. */
export async function measured<Seen extends { latenciesMs: number[] }>(
  platform: BenchPlatform,
  pid: () => number,
  count: (seen: Seen) => number,
  work: () => Promise<Seen>,
): Promise<Figures & { seen: Seen }> {
  await settled(platform);
  const before = { cpu: cpuNow(platform), own: cpuSecondsOf(pid()), counts: await statementCounts(platform) };
  const seen = await work();
  await settled(platform);
  const [cpu, own, counts] = [cpuNow(platform), cpuSecondsOf(pid()), await statementCounts(platform)];
  const per = 1000 / count(seen);
  return {
    cpuServer: rounded((own - before.own) * per, 2),
    cpuDb: rounded((cpu.database - before.cpu.database) * per, 2),
    sql: rounded((counts.statements - before.counts.statements) / count(seen), 1),
    p50Ms: quantile(seen.latenciesMs, 0.5),
    p99Ms: quantile(seen.latenciesMs, 0.99),
    seen,
  };
}
export const without = <Seen>({ seen: _seen, ...figures }: Figures & { seen: Seen }): Figures => figures;

/** The floor: bare HTTP, one prepared select, 20 rows by key, the minimal purchase. */
export async function measureFloor(
  platform: BenchPlatform,
  driver: ChildProcess,
  serverUrl: string,
  kinds: readonly string[] = ['bare', 'select', 'rows', 'purchase'],
  counted = FLOOR_COUNTED,
): Promise<Report> {
  const floor = startProcess('floor.ts', [serverUrl, platform.database('floor'), platform.database('catalog')]);
  const report: Report = { figures: {}, errors: [] };
  try {
    const port = await new Promise<number>((resolve, reject) => {
      floor.once('message', (message) => resolve(message as number));
      floor.once('exit', () => reject(new Error('the floor did not start')));
    });
    for (const kind of kinds) {
      const visit = (count: number): Visit => ({
        url: `http://127.0.0.1:${port}`,
        concurrency: CONNECTIONS,
        count,
        requests: [{ path: `/${kind}` }],
      });
      await sendOut<VisitResult>(driver, visit(Math.min(WARM_UP, counted)));
      const result = await measured(
        platform,
        () => floor.pid!,
        () => counted,
        () => sendOut<VisitResult>(driver, visit(counted)),
      );
      report.figures[kind] = without(result);
      report.errors.push(...result.seen.errors);
    }
  } finally {
    floor.disconnect();
  }
  return report;
}

type Requests = Visit['requests'];
const ask = (name: string, variables: object, token?: string): Requests[number] => ({
  path: '/graphql',
  body: { documentId: shopDocument(name), variables },
  token,
});

/** Pages as people open them: not the same one again and again. */
export async function pageRequests(
  platform: BenchPlatform,
): Promise<Record<'list' | 'detail' | 'search' | 'suggest' | 'history', Requests>> {
  const gateway = new Gateway(platform.url);
  const rows = async (query: string): Promise<Record<string, string>[]> =>
    (await platform.sql.query(query))[0] as Record<string, string>[];
  const guest = new Person(gateway, 'guest', null);
  const cursors: (string | null)[] = [null];
  for (let after: string | null = null; cursors.length < 40; cursors.push(after)) {
    const { products } = await guest.ask(
      'query($after: String) { products(first: 20, after: $after) { pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    if (!products.pageInfo.hasNextPage) break;
    after = products.pageInfo.endCursor as string;
  }
  const products = await rows(
    `select id, title from ${platform.database('catalog')}.Product where state = 'on-sale' order by id`,
  );
  // Each finds a whole page, in a small county as in a large one.
  const words = [...Map.groupBy(products, ({ title }) => title!.slice(-2))]
    .filter(([, found]) => found.length >= 20)
    .slice(0, 50)
    .map(([word]) => word);
  const buyers = await rows(
    `select buyerAccountId as id, count(*) as n from ${platform.database('orders')}.\`Order\` group by buyerAccountId having count(*) >= 10 order by n desc limit 32`,
  );
  const tokens: string[] = [];
  for (const consumer of consumers.filter(({ key }) => buyers.some(({ id }) => id === idFrom(`account:${key}`)))) {
    const answer = await fetch(`${platform.controlUrl}/wechat/login-code`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ openid: consumer.openid }),
    });
    const { code } = (await answer.json()) as { code: string };
    tokens.push(
      (
        await guest.ask(
          'mutation($code: String!) { signInWithWechat(input: { code: $code }) { ... on SignedIn { token } } }',
          { code },
        )
      ).signInWithWechat.token,
    );
  }
  if (tokens.length === 0) throw new Error('nobody has ten orders: seed more');
  const divisionCode = consumers[0]!.address.villageCode ?? consumers[0]!.address.divisionCode;
  return {
    list: cursors.map((after) => ask('ProductList', { first: 20, after })),
    detail: products.map(({ id }) => ask('ProductDetail', { id, divisionCode })),
    search: words.map((text) => ask('Search', { text, first: 20 })),
    suggest: [...words, 'w', 'wuch', 'da', '大米 wu', '五常 d'].map((text) => ask('SearchSuggestions', { text })),
    history: tokens.map((token) => ask('OrderHistory', { first: 10 }, token)),
  };
}

export interface RunOptions {
  serverUrl: string;
  /** Of the pages, only these, and no floor. */
  only?: readonly string[];
  tell?: (line: string) => void;
}

/** list, detail, search, suggest, history; then the first page of the list from a warm public cache. */
export async function runPages(
  platform: BenchPlatform,
  { serverUrl, only, tell = () => {} }: RunOptions,
): Promise<{ pages: Report; floor: Report }> {
  const driver = startDriver();
  const pages: Report = { figures: {}, errors: [] };
  try {
    const visit = (count: number, requests: Requests) =>
      sendOut<VisitResult>(driver, { url: platform.url, concurrency: CONNECTIONS, count, requests });
    const pageOf = async (name: string, requests: Requests, warmUp = WARM_UP) => {
      tell(name);
      await visit(warmUp, requests);
      const result = await measured(
        platform,
        () => platform.pids.server,
        () => COUNTED,
        () => visit(COUNTED, requests),
      );
      pages.figures[name] = without(result);
      pages.errors.push(...result.seen.errors.map((error) => `${name}: ${error}`));
    };
    const requests = await pageRequests(platform);
    const asked = Object.entries(requests).filter(([name]) => only?.includes(name) ?? true);
    tell('warming up');
    for (let turn = 0; turn < WARM_UP_TURNS; turn++) for (const [, own] of asked) await visit(WARM_UP, own);
    for (const [name, own] of asked) await pageOf(name, own);
    if (only) return { pages, floor: { figures: {}, errors: [] } };
    await platform.restart({ ANSWER_KEEP_MS: '1000' });
    await pageOf('cached', requests.list.slice(0, 1), WARM_UP_CACHED);
    tell('the floor');
    return { pages, floor: await measureFloor(platform, driver, serverUrl) };
  } finally {
    driver.disconnect();
  }
}

const ORDERS = 500;
/** The first rounds cost half as much again, the seventh no more than the twentieth. */
const ROUNDS_BEFORE = 8;
/** One round differs from the next by a tenth: a collection of garbage more, some code compiled again. */
const ROUNDS_COUNTED = 5;
const mediansOf = (rounds: readonly Required<Figures>[]): Figures =>
  Object.fromEntries(
    Object.keys(rounds[0]!).map((name) => [name, median(rounds.map((round) => round[name as keyof Figures]))]),
  ) as unknown as Figures;

/**
 * Enough of everything: quote, place, pay and paid, over all goods that keep at any temperature; medians of five
 * rounds.
 */
export async function runPurchase(
  platform: BenchPlatform,
  { serverUrl, tell = () => {} }: RunOptions,
): Promise<{ pages: Report; floor: Report }> {
  const driver = startDriver();
  try {
    tell(`${ORDERS} buyers sign in`);
    const buyers = await makeBuyers(platform, ORDERS);
    const goods = (await goodsForSale(platform)).slice(0, ORDERS);
    for (const good of goods) await stockUp(platform, good, [ORDERS * (ROUNDS_BEFORE + ROUNDS_COUNTED)]);
    const errand: Errand = {
      url: platform.url,
      controlUrl: platform.controlUrl,
      concurrency: CONNECTIONS,
      buyers,
      carts: buyers.map((_, i) => [{ skuId: goods[(i * 7) % goods.length]!.skuId, quantity: 1 }]),
    };
    tell('warming up');
    for (let round = 0; round < ROUNDS_BEFORE; round++) await sendOut<ErrandResult>(driver, errand);
    tell('purchase');
    const rounds: Required<Figures>[] = [];
    const errors: string[] = [];
    for (let round = 0; round < ROUNDS_COUNTED; round++) {
      const result = await measured(
        platform,
        () => platform.pids.server,
        (seen) => seen.paid,
        () => sendOut<ErrandResult>(driver, errand),
      );
      const { seen } = result;
      rounds.push({ ...without(result), ordersPerSecond: rounded(seen.paid / (seen.wallMs / 1000), 1) });
      errors.push(...(seen.paid === ORDERS ? [] : [`${seen.paid} of ${ORDERS} paid`]), ...seen.errors);
    }
    tell('the floor');
    const floor = await measureFloor(platform, driver, serverUrl);
    return { pages: { figures: { purchase: mediansOf(rounds) }, errors }, floor };
  } finally {
    driver.disconnect();
  }
}
