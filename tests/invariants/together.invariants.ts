import { rowText, type Broken, type Look } from './books.ts';
import { by, type Must } from './index-of.ts';
import { checkGoods } from './together-goods.invariants.ts';
import { checkCompensations, checkMoney } from './together-money.invariants.ts';

const SUBGRAPHS = ['sellers', 'catalog', 'orders', 'logistics', 'payments', 'trust'] as const;
const ROWS_SHOWN_MAX = 5;

/** What is not at its end although everybody did his work; empty when all is quiet. */
const OPEN: readonly { subgraph: string; what: string; sql: (nowMs: number) => string }[] = [
  ...SUBGRAPHS.map((subgraph) => ({
    subgraph,
    what: 'undelivered event',
    sql: () =>
      'select d.consumer, o.type, d.attempts, d.lastError, d.state from EventDelivery d join Outbox o on o.id = d.eventId where d.state != 1 limit 5',
  })),
  {
    subgraph: 'payments',
    what: 'payment to close',
    sql: () => "select id, state, asked from Payment where state = 'closing'",
  },
  {
    subgraph: 'payments',
    what: 'refund under way',
    sql: () =>
      "select id, state, refundKey, attempts, lastError from Refund where state not in ('succeeded', 'replaced', 'kept')",
  },
  {
    subgraph: 'payments',
    what: 'compensation under way',
    sql: () => "select id, state, attempts, lastError from Compensation where state not in ('paid', 'dropped')",
  },
  {
    subgraph: 'payments',
    what: 'settlement under way',
    sql: () => "select id, state, attempts, lastError from Settlement where state != 'settled'",
  },
  {
    subgraph: 'payments',
    what: 'found payment under way',
    sql: () => "select id, kind, attempts from CaseRemedy where state = 'confirmed'",
  },
  {
    subgraph: 'payments',
    what: 'recovery under way',
    sql: () => "select id, state, lastError from Recovery where state = 'collecting'",
  },
  {
    subgraph: 'orders',
    what: 'checkout to close',
    sql: () => "select id, state from Checkout where state = 'closing'",
  },
  {
    subgraph: 'orders',
    what: 'checkout past its time',
    sql: (nowMs) => `select id, state from Checkout where state = 'open' and dueAtMs < ${nowMs}`,
  },
  {
    subgraph: 'orders',
    what: 'order unconfirmed past its time',
    sql: (nowMs) => `select id from "Order" where state = 'paid' and confirmDueAtMs < ${nowMs}`,
  },
  {
    subgraph: 'orders',
    what: 'order not completed past its time',
    sql: (nowMs) =>
      `select id from "Order" where state = 'delivered' and openAfterSales = 0 and completeDueAtMs < ${nowMs}`,
  },
  {
    subgraph: 'orders',
    what: 'after-sale unanswered past its time',
    sql: (nowMs) => `select id from AfterSale where state = 'requested' and answerDueAtMs < ${nowMs}`,
  },
  {
    subgraph: 'orders',
    what: 'after-sale that waits for its money',
    sql: () => "select id, orderId, kind, cause, refundFen from AfterSale where state = 'refunding'",
  },
  {
    subgraph: 'trust',
    what: 'complaint unanswered past its time',
    sql: (nowMs) => `select id from Complaint where state = 'filed' and answerDueAtMs < ${nowMs}`,
  },
  {
    subgraph: 'trust',
    what: 'complaint that waits for its money',
    sql: () =>
      "select id, state, orderId, orderFen, compensationFen, liablePartyId = partyId as bySeller from Complaint where state in ('compensating', 'advancing')",
  },
  { subgraph: 'trust', what: 'unsealed audit entry', sql: () => 'select id from AuditEntry where sealed = 0' },
  {
    subgraph: 'trust',
    what: 'shipping notice not sent',
    sql: (nowMs) => `select id, state, lastError from ShippingNotice where state = 'due' and nextAtMs < ${nowMs}`,
  },
];

/** What is still under way. */
export async function notAtRest(look: Look): Promise<string[]> {
  const before = look.nowMs - 60_000;
  const open: string[] = [];
  for (const { subgraph, what, sql } of OPEN)
    for (const row of (await look.rows(subgraph, sql(before))).slice(0, ROWS_SHOWN_MAX))
      open.push(`${subgraph}, ${what}: ${rowText(row)}`);
  const known = new Set(
    (await look.rows('payments', "select outTradeNo from Payment where state = 'paid'")).map(
      (row) => row['outTradeNo'],
    ),
  );
  for (const { combineNumber } of look.provider.paid)
    if (!known.has(combineNumber))
      open.push(`payments, money the provider holds and we do not know of: ${combineNumber}`);
  return open;
}

/** All outboxes are empty and nothing is under way: now the subgraphs, and the provider, must say the same. */
export async function brokenTogether(look: Look): Promise<Broken[]> {
  const broken: Broken[] = [];
  const must: Must = (invariant, rows) => {
    if (rows.length > 0)
      broken.push({
        invariant,
        rows: rows.slice(0, ROWS_SHOWN_MAX).map((row) => (typeof row === 'string' ? row : rowText(row))),
      });
  };
  await checkMoney(look, must);
  await checkCompensations(look, must);
  await checkGoods(look, must);

  const unfit = await look.rows(
    'sellers',
    "select p.id, p.standing, (select count(*) from PartyMeasure m where m.partyId = p.id and m.step = 'suspension' and m.liftedAtMs is null) as suspensions from Party p",
  );
  const weighing = new Set(
    (
      await look.rows(
        'trust',
        "select distinct partyId from Measure where step = 'suspension' and state in ('in-force', 'appealed', 'reported')",
      )
    ).map((row) => row['partyId']),
  );
  must(
    'a party is suspended in sellers as long as trust suspends it',
    unfit.filter(
      (row) =>
        Number(row['suspensions']) > 0 !== weighing.has(row['id']!) ||
        (row['standing'] === 'suspended') !== weighing.has(row['id']!),
    ),
  );

  for (const subgraph of SUBGRAPHS) {
    const acts = await look.rows(subgraph, "select id from Outbox where type like '%.act-recorded.v1'");
    const entries = by(await look.rows('trust', `select id from AuditEntry where sender = '${subgraph}'`), 'id');
    must(
      'each act that was committed is in the audit trail',
      acts.filter(({ id }) => !entries.has(String(id))).map(({ id }) => `${subgraph} ${String(id)}`),
    );
  }
  return broken;
}
