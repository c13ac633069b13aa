import type { ChildProcess } from 'node:child_process';
import { Gateway, Person } from '../journeys/client.ts';
import { signInBySteps, signInOf } from '../journeys/sign-ins.ts';
import { World } from '../journeys/world.ts';
import { readBooks, readStock, settled } from './books.ts';
import { eachAtOnce, goodsForSale, makeBuyers, stockUp, type Good } from './county.ts';
import { cpuNow, sendOut, startDriver, statementCounts, type Counts } from './measure.ts';
import type { Buyer, Errand, ErrandResult } from './driver.ts';
import type { BenchPlatform } from './platform.ts';

/** More buyers than goods, all at once. */
export interface Scenario {
  name: string;
  concurrency: number;
  /** Lines in each cart, each of another SKU, in an order of its own. */
  lines: number;
  quantity: number;
  /** Into how many lots the stock is split; where more than one, everything sold is picked as well. */
  lots: number;
}
export const SCENARIOS: readonly Scenario[] = [
  { name: '16', concurrency: 16, lines: 1, quantity: 1, lots: 1 },
  { name: '64', concurrency: 64, lines: 1, quantity: 1, lots: 1 },
  { name: 'carts16', concurrency: 16, lines: 5, quantity: 1, lots: 1 },
  { name: 'carts64', concurrency: 64, lines: 5, quantity: 1, lots: 1 },
  { name: 'lots64', concurrency: 64, lines: 1, quantity: 3, lots: 7 },
];

export interface Measured {
  paid: number;
  refused: number;
  errors: number;
  stuck: number;
  ordersPerSecond: number;
}
export interface ScenarioReport extends Measured {
  name: string;
  /** What is not as it must be; empty where all is exact. */
  violations: string[];
  refusedAt: { quote: number; place: number };
  /** What the paid carts came to: an order for each seller and storage. */
  orders: number;
  p50Ms: number;
  p99Ms: number;
  /** Per 1,000 paid orders, until all outboxes are empty; refused buyers included. */
  cpuSeconds: { server: number; database: number; sandbox: number; driver: number };
  /** SQL statements and commits per paid order. */
  statements: number;
  commits: number;
}

/** What is measured is a process that has run for a while: until here its code is still being compiled. */
const WARM_UP_ROUNDS = 4;
const FIRST_ERRORS = 3;

const shuffled = <Item>(items: readonly Item[]): Item[] => {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
};
/** `units` in so many lots, none of a size that a cart's quantity divides, where that can be. */
function lotsOf(units: number, count: number): number[] {
  const sizes = Array.from({ length: count - 1 }, (_, i) => Math.floor(units / count) + (i % 2 === 0 ? -1 : 1));
  return [...sizes, units - sizes.reduce((sum, size) => sum + size, 0)];
}

/** Runs the scenarios one after the other: in each, `buyers` people at `orders` times the goods of one cart. */
export async function runHot(
  platform: BenchPlatform,
  options: { orders: number; buyers: number; scenarios?: readonly Scenario[]; tell?: (line: string) => void },
): Promise<ScenarioReport[]> {
  const { orders, buyers: buyerCount, scenarios = SCENARIOS, tell = () => {} } = options;
  const driver = startDriver();
  try {
    tell(`${buyerCount} buyers sign in`);
    const buyers = await makeBuyers(platform, buyerCount);
    const goods = await goodsForSale(platform);
    const take = (count: number, mixed: boolean): Good[] =>
      mixed
        ? Array.from({ length: count }, (_, i) => goods.splice(Math.floor((i * goods.length) / count), 1)[0]!)
        : goods.splice(0, count);
    tell('warming up');
    const warm: Scenario = { name: 'warm-up', concurrency: 64, lines: 1, quantity: 1, lots: 1 };
    const reports: ScenarioReport[] = [];
    const warmGoods = take(1, false);
    for (let round = 0; round < WARM_UP_ROUNDS; round++)
      reports[0] = await play(platform, driver, warm, warmGoods, buyers, orders);
    const rounds = scenarios.map((scenario) => ({ scenario, goods: take(scenario.lines, scenario.lines > 1) }));
    // Each way of buying once unmeasured: sixteen at once run code that sixty-four do not. Picking comes at the end
    // alone.
    for (const { scenario, goods } of rounds)
      await play(platform, driver, { ...scenario, lots: 1 }, goods, buyers, orders);
    for (const { scenario, goods } of rounds) {
      tell(`scenario ${scenario.name}`);
      reports.push(await play(platform, driver, scenario, goods, buyers, orders));
    }
    return reports;
  } finally {
    driver.disconnect();
  }
}

type Books = Awaited<ReturnType<typeof readBooks>>;

/** Where what was sold, paid, booked and stored is not what the errand must have left. */
async function differences(
  platform: BenchPlatform,
  scenario: Scenario,
  must: { goods: readonly Good[]; orders: number; refused: number },
  seen: ErrandResult,
  books: Books,
  before: Books,
): Promise<string[]> {
  const found: string[] = [];
  const equal = (what: string, is: number, wanted: number) =>
    void (is !== wanted && found.push(`${what}: ${is}, not ${wanted}`));
  equal('paid', seen.paid, must.orders);
  equal('refused', seen.refusedAt.quote + seen.refusedAt.place, must.refused);
  equal('errors', seen.errors.length, 0);
  equal('checkouts', books.checkouts, seen.checkoutIds.length);
  equal('money of orders', books.paidFen, seen.totalFen);
  equal("ledger's sum", books.ledgerFen, 0);
  equal('money booked from buyers', books.ledgerPaidFen, seen.totalFen);
  equal('money at the provider', books.provider.paidFen - before.provider.paidFen, seen.totalFen);
  equal("provider's sum", books.provider.sumFen, 0);
  equal('placings in the audit trail', books.auditedPlacings, seen.checkoutIds.length);
  equal('orders known to be paid by all', books.milestones, books.orders);
  for (const { skuId } of must.goods) {
    const stock = await readStock(platform, skuId);
    const sold = seen.checkoutIds.length * scenario.quantity;
    equal(`free units of ${skuId}`, stock.free, must.orders * scenario.quantity - sold);
    equal(`promised units of ${skuId}`, stock.held, sold);
    equal(`units on hand of ${skuId}`, stock.onHand, stock.free + stock.held);
    equal(`movements of ${skuId}`, stock.moved, stock.onHand);
  }
  return found;
}

const latency = (latenciesMs: readonly number[], share: number) =>
  Math.round(latenciesMs[Math.min(latenciesMs.length - 1, Math.floor(latenciesMs.length * share))] ?? 0);

/** CPU seconds for a thousand paid orders. */
function cpuPerThousand(seen: ErrandResult, before: Cpu, after: Cpu): ScenarioReport['cpuSeconds'] {
  const perThousand = (seconds: number) => Math.round((seconds / Math.max(seen.paid, 1)) * 1000 * 10) / 10;
  return {
    server: perThousand(after.server - before.server),
    database: perThousand(after.database - before.database),
    sandbox: perThousand(after.sandbox - before.sandbox),
    driver: perThousand(seen.cpuSeconds),
  };
}

type Cpu = ReturnType<typeof cpuNow>;

async function play(
  platform: BenchPlatform,
  driver: ChildProcess,
  scenario: Scenario,
  goods: readonly Good[],
  buyers: readonly Buyer[],
  orders: number,
): Promise<ScenarioReport> {
  for (const good of goods) await stockUp(platform, good, lotsOf(orders * scenario.quantity, scenario.lots));
  await settled(platform);
  const sinceMs = Date.now();
  const before = {
    books: await readBooks(platform, sinceMs),
    cpu: cpuNow(platform),
    counts: await statementCounts(platform),
  };
  const cart = goods.map(({ skuId }) => ({ skuId, quantity: scenario.quantity }));
  const errand: Errand = {
    url: platform.url,
    controlUrl: platform.controlUrl,
    concurrency: scenario.concurrency,
    buyers,
    carts: buyers.map(() => shuffled(cart)),
  };
  const seen = await sendOut<ErrandResult>(driver, errand);
  await settled(platform);
  const [cpu, counts, books] = [cpuNow(platform), await statementCounts(platform), await readBooks(platform, sinceMs)];

  const violations = [
    ...seen.errors.slice(0, FIRST_ERRORS),
    ...(await differences(
      platform,
      scenario,
      { goods, orders, refused: buyers.length - orders },
      seen,
      books,
      before.books,
    )),
  ];
  const stuck = books.underWay + books.unpaid + seen.unseen;
  if (stuck !== 0) violations.push(`stuck: ${stuck}, not 0`);
  if (scenario.lots > 1) for (const { skuId } of goods) violations.push(...(await pickAll(platform, skuId, sinceMs)));

  const perOrder = (name: keyof Counts) =>
    Math.round(((counts[name] - before.counts[name]) / Math.max(seen.paid, 1)) * 10) / 10;
  return {
    name: scenario.name,
    violations,
    stuck,
    paid: seen.paid,
    refused: seen.refusedAt.quote + seen.refusedAt.place,
    refusedAt: seen.refusedAt,
    orders: books.orders,
    errors: seen.errors.length,
    ordersPerSecond: Math.round((seen.paid / (seen.wallMs / 1000)) * 10) / 10 || 0,
    p50Ms: latency(seen.latenciesMs, 0.5),
    p99Ms: latency(seen.latenciesMs, 0.99),
    cpuSeconds: cpuPerThousand(seen, before.cpu, cpu),
    statements: perOrder('statements'),
    commits: perOrder('commits'),
  };
}

/** The seller confirms and picks everything at once: each lot must end empty and none below. */
async function pickAll(platform: BenchPlatform, skuId: string, sinceMs: number): Promise<string[]> {
  const gateway = new Gateway(platform.url);
  const { token, code } = await signInBySteps(gateway, new World(platform.controlUrl), signInOf('seller-owner'));
  if (!token) return [`the seller could not sign in: ${code}`];
  const seller = new Person(gateway, 'seller', token);
  const orders = platform.database('orders');
  const [rows] = await platform.sql.query(
    `select o.id from ${orders}.\`Order\` o join ${orders}.OrderLine l on l.orderId = o.id where l.skuId = ? and o.placedAtMs >= ?`,
    [skuId, sinceMs],
  );
  const problems: string[] = [];
  await eachAtOnce(shuffled(rows as { id: string }[]), async ({ id }) => {
    for (const step of ['confirmOrder', 'pickOrder'] as const) {
      const type = { confirmOrder: 'ConfirmOrderInput', pickOrder: 'PickOrderInput' }[step];
      const data = await seller.ask(`mutation($input: ${type}!) { ${step}(input: $input) { __typename } }`, {
        input: { orderId: id },
      });
      if (data[step].__typename !== 'Order') problems.push(`${step} of ${id}: ${data[step].__typename}`);
    }
  });
  const stock = await readStock(platform, skuId);
  for (const [what, is] of Object.entries(stock))
    if (is !== 0) problems.push(`after picking, ${what} of ${skuId}: ${is}, not 0`);
  return problems.slice(0, FIRST_ERRORS);
}
