import { setTimeout as sleep } from 'node:timers/promises';
import { parseEnv } from 'node:util';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFESTS } from '@heitu/gateway/standalone';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { SANDBOX_FILE } from '@heitu/kit/serving/config';
import { yuan } from '@heitu/kit/rules/money';
import { rowText, type Broken, type Look, type SqlRow } from '../invariants/books.ts';
import { localInvariants } from '../invariants/local.invariants.ts';
import { brokenTogether, notAtRest } from '../invariants/together.invariants.ts';
import { World } from '../journeys/world.ts';
import type { Ground } from './ground.ts';
import type { County } from './county.ts';
import type { Clients, Request } from './people.ts';
import { readProviderBooks } from './provider-books.ts';

const REST_MS_MAX = 180_000;
const LOOK_EVERY_MS = 250;
/** What is still open then is for people to go on with, or for time to end. */
const AFTERWARDS = [{ minutes: 31 }, { days: 3 }] as const;
const ANSWERS_MS_MAX = 120_000;
/** The platform's clock goes on with each look, so that what is asked again later is asked now. */
const STEP_SECONDS = 20;
const SHOWN_MAX = 5;
const ASKED_MAX = 100;
/** State of an EventDelivery. */
const DELIVERED = 1;
/** Delivered events are forgotten after fourteen days. */
const REMEMBERED_MS = 13 * DAY_MS;

async function lookAt(cluster: Ground): Promise<Look> {
  const { WECHATPAY_MCHID } = parseEnv(readFileSync(join(cluster.dataDir, SANDBOX_FILE), 'utf8'));
  return {
    rows: (subgraph, sql) => cluster.rows(subgraph, sql),
    nowMs: (await new World(cluster.controlUrl).now()).getTime(),
    provider: readProviderBooks(cluster.dataDir, WECHATPAY_MCHID!),
  };
}

/** Only waits: every outbox must empty and every intent end by itself. Answers what did not, and how long it took. */
async function comeToRest(cluster: Ground): Promise<{ open: string[]; tookMs: number }> {
  const world = new World(cluster.controlUrl);
  const began = performance.now();
  for (;;) {
    const open = await notAtRest(await lookAt(cluster));
    const tookMs = Math.round(performance.now() - began);
    if (open.length === 0 || tookMs > REST_MS_MAX) return { open, tookMs };
    await sleep(LOOK_EVERY_MS);
    await world.advance({ seconds: STEP_SECONDS });
  }
}

interface Calming {
  cluster: Ground;
  clients: Clients;
  world: World;
  trade: { stop(): Promise<void> };
  tell: (line: string) => void;
  must: (invariant: string, rows: readonly string[]) => void;
}

/** Everybody gets his answer, the outside world says what it kept back, and everything comes to its end. */
export async function calmDown({ cluster, clients, world, trade, tell, must }: Calming): Promise<void> {
  const patience = setTimeout(() => clients.giveUp(true), ANSWERS_MS_MAX);
  await trade.stop();
  clearTimeout(patience);
  clients.giveUp(false);
  await world.post('/callbacks/flush');
  tell('all are up again, everybody has his answer; waiting until nothing is under way');
  for (const leap of [{ seconds: 0 }, ...AFTERWARDS]) {
    await world.advance(leap);
    const { open } = await comeToRest(cluster);
    must('everything that was begun comes to its end by itself', open);
  }
}

/** How many payments the provider has taken, and which of them we do not know as paid. */
export async function paidAndLost(cluster: Ground): Promise<{ paid: number; lost: string[] }> {
  const { rows, provider } = await lookAt(cluster);
  const known = new Set(
    (await rows('payments', "select outTradeNo from Payment where state = 'paid'")).map(({ outTradeNo }) => outTradeNo),
  );
  const taken = [...new Set(provider.paid.map(({ combineNumber }) => combineNumber))];
  return { paid: taken.length, lost: taken.filter((number) => !known.has(number)) };
}

/** Everything that is not as it must be, now that nothing moves any more. */
export async function compareBooks(cluster: Ground, clients: Clients, county: County): Promise<Broken[]> {
  const look = await lookAt(cluster);
  const broken: Broken[] = [];
  const must = (invariant: string, rows: readonly (string | SqlRow)[]) => {
    if (rows.length > 0)
      broken.push({
        invariant,
        rows: rows.slice(0, SHOWN_MAX).map((row) => (typeof row === 'string' ? row : rowText(row))),
      });
  };
  for (const { subgraph, invariant, sql, mariadb } of localInvariants)
    must(`${subgraph}: ${invariant}`, await look.rows(subgraph, mariadb ?? sql));
  broken.push(...(await brokenTogether(look)));
  await answeredOnce(look, clients.requests, must);
  await deliveredOnce(look, must);
  await toldWhere(look, clients, county, must);
  const { auditCheck } = (await clients.ask(
    county.staff.get('operator-admin ')!,
    '{ auditCheck(from: 1) { total verifiedTo problems { text } } }',
    {},
  )) as { auditCheck: { total: number; verifiedTo: number; problems: { text: string }[] } };
  must(
    'the audit chain is whole',
    auditCheck.problems.length === 0 && auditCheck.total === auditCheck.verifiedTo ? [] : [JSON.stringify(auditCheck)],
  );
  return broken;
}

type Must = (invariant: string, rows: readonly (string | SqlRow)[]) => void;
const nameOf = ({ person, mutation, input }: Request): string => `${mutation} of ${person}: ${JSON.stringify(input)}`;

/** Where what was made by an accepted request stands, and by which field of the answer. */
const MADE = [
  {
    mutation: 'placeOrder',
    subgraph: 'orders',
    table: 'Checkout',
    idOf: (request: Request) => request.answer!['checkoutId'] as string,
  },
  {
    mutation: 'requestAfterSale',
    subgraph: 'orders',
    table: 'AfterSale',
    idOf: (request: Request) => request.answer!['id'] as string,
  },
  {
    mutation: 'openHandover',
    subgraph: 'logistics',
    table: 'Handover',
    idOf: (request: Request) => request.answer!['id'] as string,
  },
] as const;
/** What must be so for ever after somebody was told that it is done: a statement for those ids of which it is not. */
const DONE = [
  {
    mutation: 'confirmOrder',
    subgraph: 'orders',
    key: 'orderId',
    sql: `select id from "Order" where state in ('awaiting-payment', 'closing', 'paid')`,
  },
  {
    mutation: 'pickOrder',
    subgraph: 'orders',
    key: 'orderId',
    sql: `select id from "Order" o where not exists (select 1 from LineLot t join OrderLine l on l.id = t.lineId where l.orderId = o.id)`,
  },
  {
    mutation: 'signDelivery',
    subgraph: 'logistics',
    key: 'shipmentId',
    sql: `select id from Shipment where state <> 'delivered'`,
  },
  {
    mutation: 'refuseDelivery',
    subgraph: 'logistics',
    key: 'shipmentId',
    sql: `select id from Shipment where state not in ('refused', 'left-at-station', 'at-depot', 'returned')`,
  },
  {
    mutation: 'returnToSeller',
    subgraph: 'logistics',
    key: 'shipmentId',
    sql: `select id from Shipment where state <> 'returned'`,
  },
] as const;
/** Orders keeps the answers of these under their request ids. */
const CLAIMED: ReadonlySet<string> = new Set(['quote', 'placeOrder', 'cancelOrder', 'requestAfterSale']);
/**
 * Done twice, these are entered twice or not at all: a payment that was placed is only handed out again, and looking is
 * not making.
 */
const NOT_COUNTED: ReadonlySet<string> = new Set(['startPayment', 'lookUpPayment']);

/** What was answered is there and holds, and nothing else is. */
async function madeAndDone(
  look: Look,
  requests: readonly Request[],
  accepted: readonly Request[],
  must: Must,
): Promise<void> {
  for (const { mutation, subgraph, table, idOf } of MADE) {
    const there = new Set((await look.rows(subgraph, `select id from "${table}"`)).map(({ id }) => String(id)));
    const told = accepted.filter((request) => request.mutation === mutation);
    must(`what ${mutation} answered is there`, told.filter((request) => !there.has(idOf(request))).map(nameOf));
    const ids = new Set(told.map(idOf));
    const lost = requests.filter(
      (request) => request.mutation === mutation && request.sentAs.length > 1 && request.refusal,
    ).length;
    const extra = [...there].filter((id) => !ids.has(id));
    must(`nothing of ${mutation} is there that nobody was told of`, extra.length > lost ? extra : []);
  }
  for (const { mutation, subgraph, key, sql } of DONE) {
    const not = new Set((await look.rows(subgraph, sql)).map(({ id }) => String(id)));
    must(
      `what ${mutation} was answered holds`,
      accepted.filter((request) => request.mutation === mutation && not.has(String(request.input[key]))).map(nameOf),
    );
  }
}

/** Nothing that was answered is lost, nothing was done twice, and nothing is there that nobody asked for. */
async function answeredOnce(look: Look, requests: readonly Request[], must: Must): Promise<void> {
  must('every request was answered', requests.filter(({ answer }) => !answer).map(nameOf));
  const accepted = requests.filter(({ answer, refusal }) => answer && !refusal);

  const entries = new Map<string, number>();
  for (const { operation, requestId } of await look.rows(
    'trust',
    "select operation, requestId from AuditEntry where kind = 'act' and outcome = 'done'",
  )) {
    const key = `${String(operation)} ${String(requestId)}`;
    entries.set(key, (entries.get(key) ?? 0) + 1);
  }
  const entered = ({ mutation, sentAs }: Request): number =>
    sentAs.reduce((sum, id) => sum + (entries.get(`${mutation} ${id}`) ?? 0), 0);
  // One without an id that was sent twice may have been done twice: each time it is entered.
  const timesMax = ({ mutation, sentAs }: Request): number => (CLAIMED.has(mutation) ? 1 : sentAs.length);
  must(
    'each accepted request is in the audit trail, once',
    accepted
      .filter(
        (request) =>
          !NOT_COUNTED.has(request.mutation) && (entered(request) < 1 || entered(request) > timesMax(request)),
      )
      .map((request) => `${entered(request)} times: ${nameOf(request)}`),
  );
  must(
    'what was refused is in the audit trail as done only where its answer was lost',
    requests
      .filter(
        (request) =>
          request.refusal &&
          !NOT_COUNTED.has(request.mutation) &&
          entered(request) > (request.sentAs.length > 1 ? 1 : 0),
      )
      .map(nameOf),
  );

  const claims = new Map(
    (await look.rows('orders', 'select "key", result from RequestClaim')).map((row) => [
      String(row['key']),
      String(row['result']),
    ]),
  );
  const claimed = accepted.filter(({ mutation }) => CLAIMED.has(mutation));
  must(
    'what a request was answered it would be answered again',
    claimed
      .filter(({ accountId, input }) => !claims.has(`account:${accountId}:${String(input['requestId'])}`))
      .map(nameOf),
  );

  await madeAndDone(look, requests, accepted, must);
}

/** What is held of a buyer's money: the provider's own fee is taken out of it, and is the seller's to bear. */
function heldFen({ provider }: Look, part: Look['provider']['paid'][number]): number {
  const fees = provider.told.filter((line) => line.isFrozen && line.transactionId === part.transactionId);
  return part.frozenFen === 0 ? 0 : fees.reduce((fen, { amountFen }) => fen - amountFen, part.frozenFen);
}

/** Each buyer is told where each fen is, as it really is at the provider. */
async function toldWhere(look: Look, clients: Clients, county: County, must: Must): Promise<void> {
  const wrong: string[] = [];
  const payments = await look.rows(
    'payments',
    'select checkoutId, outTradeNo, buyerAccountId from Payment where buyerAccountId is not null order by id desc',
  );
  for (const { checkoutId, outTradeNo, buyerAccountId } of payments.slice(0, ASKED_MAX)) {
    const answer = await clients.ask(
      county.people.get(String(buyerAccountId))!,
      'query($id: ID!) { payment(checkoutId: $id) { moneyText } }',
      { id: checkoutId },
    );
    const told = String(answer?.['payment']?.moneyText);
    const parts = look.provider.paid.filter(({ combineNumber }) => combineNumber === outTradeNo);
    const sum = (of: (part: (typeof parts)[number]) => number): number =>
      parts.reduce((total, part) => total + of(part), 0);
    const [paidFen, refundedFen, held] = [
      sum(({ totalFen }) => totalFen),
      sum((part) => part.refundedFen),
      sum((part) => heldFen(look, part)),
    ];
    const settledFen = paidFen - refundedFen - held;
    const wanted =
      paidFen === 0
        ? ['没有收您的钱']
        : [
            `您付的${yuan(paidFen)}元`,
            held > 0 && `${yuan(held)}元由支付机构保管`,
            refundedFen > 0 && `${yuan(refundedFen)}元已原路退回`,
            settledFen > 0 && `${yuan(settledFen)}元已结算给商家`,
          ];
    if (!wanted.every((part) => part === false || told.includes(part)))
      wrong.push(
        `${String(checkoutId)}: ${told}, really ${JSON.stringify({ paidFen, refundedFen, held, settledFen })}`,
      );
  }
  must('each buyer is told where the money is', wrong);
}

/** Each event that was delivered has been applied by each reaction of its consumer, once, and no other was. */
async function deliveredOnce(look: Look, must: Must): Promise<void> {
  const sent = new Map<string, Set<string>>();
  const delivered = new Set<string>();
  const types = new Map<string, string>();
  for (const { name } of MANIFESTS) {
    for (const row of await look.rows(
      name,
      'select d.eventId, d.consumer, d.state, o.type from EventDelivery d join Outbox o on o.id = d.eventId',
    )) {
      const [id, consumer] = [String(row['eventId']), String(row['consumer'])];
      types.set(id, String(row['type']));
      // What a job says while the books are compared is still on its way.
      if (Number(row['state']) === DELIVERED) delivered.add(`${id} ${consumer}`);
      sent.set(consumer, (sent.get(consumer) ?? new Set()).add(id));
    }
  }
  for (const { name, reactions } of MANIFESTS) {
    const applied = new Set((await look.rows(name, 'select "key" from Inbox')).map((row) => String(row['key'])));
    const recent = (await look.rows(name, `select "key" from Inbox where atMs > ${look.nowMs - REMEMBERED_MS}`)).map(
      (row) => String(row['key']),
    );
    const wanted = Map.groupBy(reactions, ({ event }) => event.type);
    const events = sent.get(name) ?? new Set<string>();
    must(
      `${name} has applied what was delivered to it`,
      [...events]
        .filter((id) => delivered.has(`${id} ${name}`))
        .filter((id) => (wanted.get(types.get(id)!) ?? []).some((reaction) => !applied.has(`${id}:${reaction.name}`)))
        .map((id) => `${id} ${types.get(id)}`),
    );
    must(
      `${name} has applied nothing that was never sent to it`,
      recent.filter((key) => !events.has(key.slice(0, key.indexOf(':')))),
    );
  }
}
