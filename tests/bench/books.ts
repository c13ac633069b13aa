import { setTimeout as sleep } from 'node:timers/promises';
import { SUBGRAPHS } from '@heitu/standard';
import type { BenchPlatform } from './platform.ts';

/** What the databases and the provider say, to be compared with what the buyers saw. */
export interface Books {
  /** Events not yet where they belong, and callbacks not yet taken. */
  underWay: number;
  checkouts: number;
  /** Checkouts, orders and payments that are not paid, and payments that the provider does not know. */
  unpaid: number;
  orders: number;
  paidFen: number;
  ledgerFen: number;
  /** Booked out of the buyers' account. */
  ledgerPaidFen: number;
  provider: { paidFen: number; sumFen: number };
  auditedPlacings: number;
  milestones: number;
}

const SETTLED_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 100;

async function number({ sql }: BenchPlatform, query: string, values: unknown[] = []): Promise<number> {
  const [rows] = await sql.query(query, values);
  return Number((rows as { n: number | string | null }[])[0]!.n ?? 0);
}

async function underWay(platform: BenchPlatform): Promise<number> {
  const { callbacks } = (await (await fetch(`${platform.controlUrl}/state`)).json()) as {
    callbacks: { state: string; n: number }[];
  };
  let count = callbacks.filter(({ state }) => state !== 'delivered').reduce((sum, { n }) => sum + n, 0);
  for (const name of SUBGRAPHS)
    count += await number(
      platform,
      `select count(*) as n from ${platform.database(name)}.EventDelivery where state <> 1`,
    );
  return count;
}

/** Waits until all outboxes are empty, as long as that may take; answers what is still under way then. */
export async function settled(platform: BenchPlatform): Promise<number> {
  for (const until = Date.now() + SETTLED_WITHIN_MS; ; await sleep(LOOK_EVERY_MS)) {
    const count = await underWay(platform);
    if (count === 0 || Date.now() > until) return count;
  }
}

/** Everything that happened from `sinceMs` on. */
export async function readBooks(platform: BenchPlatform, sinceMs: number): Promise<Books> {
  const count = (query: string) =>
    number(
      platform,
      query.replaceAll(/\{(\w+)\}/g, (_, name: string) => platform.database(name)),
      [sinceMs],
    );
  const { money } = (await (await fetch(`${platform.controlUrl}/state`)).json()) as {
    money: { paidByPayersFen: number; sumFen: number };
  };
  const unpaid = [
    `select count(*) as n from {orders}.Checkout where state <> 'paid' and placedAtMs >= ?`,
    `select count(*) as n from {orders}.\`Order\` where (state <> 'paid' or paidFen <> totalFen) and placedAtMs >= ?`,
    `select count(*) as n from {payments}.Payment where state <> 'paid' and createdAtMs >= ?`,
    `select count(*) as n from {payments}.PaymentPart t join {payments}.Payment p on p.id = t.paymentId where t.transactionId is null and p.createdAtMs >= ?`,
  ];
  let unpaidCount = 0;
  for (const query of unpaid) unpaidCount += await count(query);
  return {
    underWay: await underWay(platform),
    checkouts: await count('select count(*) as n from {orders}.Checkout where placedAtMs >= ?'),
    unpaid: unpaidCount,
    orders: await count('select count(*) as n from {orders}.`Order` where placedAtMs >= ?'),
    paidFen: await count('select sum(paidFen) as n from {orders}.`Order` where placedAtMs >= ?'),
    ledgerFen: await count('select sum(amountFen) as n from {payments}.LedgerEntry where 0 <= ?'),
    ledgerPaidFen: await count(
      `select -sum(e.amountFen) as n from {payments}.LedgerEntry e join {payments}.LedgerTransfer t on t.id = e.transferId where e.account = 'buyers' and t.kind = 'payment' and t.atMs >= ?`,
    ),
    provider: { paidFen: money.paidByPayersFen, sumFen: money.sumFen },
    auditedPlacings: await count(
      `select count(*) as n from {trust}.AuditEntry where operation = 'placeOrder' and sender = 'orders' and outcome = 'done' and atMs >= ?`,
    ),
    milestones: await count('select count(*) as n from {trust}.TradeMilestone where paidAtMs >= ?'),
  };
}

/**
 * Of one SKU; the three that must agree: what may be promised and is promised, what lies in the lots, what the
 * movements say.
 */
export async function readStock(
  platform: BenchPlatform,
  skuId: string,
): Promise<{ free: number; held: number; onHand: number; moved: number; smallest: number }> {
  const orders = platform.database('orders');
  const value = (query: string) => number(platform, query, [skuId]);
  return {
    free: await value(`select free as n from ${orders}.Stock where skuId = ?`),
    held: await value(`select held as n from ${orders}.Stock where skuId = ?`),
    onHand: await value(`select sum(onHand) as n from ${orders}.LotStock where skuId = ?`),
    moved: await value(`select sum(m.unitsIn) - sum(m.unitsOut) as n from ${orders}.StockMovement m where m.skuId = ?`),
    smallest: await value(`select min(onHand) as n from ${orders}.LotStock where skuId = ?`),
  };
}
