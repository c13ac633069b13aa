import {
  addWorkingDays,
  chinaDate,
  chinaDatesBetween,
  endOfChinaDate,
  startOfChinaDate,
} from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ok } from '@heitu/kit/rules/outcome';
import { eachAlone } from '@heitu/kit/data/each-alone';
import type { OrdersContext } from '../context.ts';
import { labelsInForce } from '../peers.ts';
import { compareDeliveries } from './compare-deliveries.ts';
import { compareShares } from './compare-shares.ts';
import { ChargeDay, ChargeDifference } from './charge.entity.ts';
import { chargeDays } from './charge.moves.ts';
import { OVERCHARGE_WORKING_DAYS, type ChargeFinding } from './charge.kinds.ts';
import { judgeLine } from './charge.policy.ts';

/** So many days are opened and compared in one run: what was missed is caught up with, the oldest first. */
const DAYS_PER_RUN = 31;
/** As many lines as catalog answers for at once. */
const LINES_PER_QUESTION = 500;

/** Job: once for each day in China that is over, what was charged on it is held against what was marked (7.3.5.b). */
export async function compareCharges(context: OrdersContext): Promise<void> {
  await openDays(context);
  const due = await context.rows
    .selectFrom('ChargeDay')
    .select('date')
    .where('comparedAtMs', 'is', null)
    .orderBy('date')
    .limit(DAYS_PER_RUN)
    .execute();
  await eachAlone(due, ({ date }) => compareDay(context, date));
}

/** From the day of the first order on, each day that is over has a row. */
async function openDays(context: OrdersContext): Promise<void> {
  const yesterday = chinaDate(context.clock.now() - DAY_MS);
  const last = await context.rows.selectFrom('ChargeDay').select('date').orderBy('date', 'desc').limit(1).execute();
  const next = last[0] ? dayAfter(last[0].date) : await firstDay(context);
  const dates = next === null ? [] : chinaDatesBetween(next, yesterday).slice(0, DAYS_PER_RUN);
  if (dates.length === 0) return;
  const goods = { lines: 0, differing: 0, unjudged: 0, shares: 0, sharesDiffering: 0 };
  const none = { ...goods, deliveries: 0, deliveriesDiffering: 0, deliveriesUnjudged: 0, comparedAtMs: null };
  await context.transaction(async (tx) => {
    const rows = dates.map((date) => ({ date, dueAtMs: endOfChinaDate(date) + DAY_MS, ...none }));
    // Another replica may have opened them meanwhile.
    return ok(await tx.em.upsertMany(ChargeDay, rows, { onConflictAction: 'ignore' }));
  });
}
const dayAfter = (date: string): string => chinaDate(endOfChinaDate(date));
async function firstDay(context: OrdersContext): Promise<string | null> {
  const [first] = await context.rows.selectFrom('Order').select('placedAtMs').orderBy('placedAtMs').limit(1).execute();
  return first ? chinaDate(first.placedAtMs) : null;
}

const linesOf = (context: OrdersContext, date: string, afterLineId: string) =>
  context.rows
    .selectFrom('OrderLine as l')
    .innerJoin('Order as o', 'o.id', 'l.orderId')
    .select(['l.id', 'l.orderId', 'l.skuId', 'l.labelId', 'l.title', 'l.specification', 'l.unitFen', 'l.quantity'])
    .select(['o.number', 'o.partyId', 'o.buyerAccountId', 'o.placedAtMs'])
    .where('o.placedAtMs', '>=', startOfChinaDate(date))
    .where('o.placedAtMs', '<', endOfChinaDate(date))
    .where('l.id', '>', afterLineId)
    .orderBy('l.id')
    .limit(LINES_PER_QUESTION)
    .execute();

async function compareDay(context: OrdersContext, date: string): Promise<void> {
  const goods = await compareLines(context, date);
  const parcels = await compareDeliveries(context, date);
  const shares = await compareShares(context, date);
  const found = [...goods.found, ...parcels.found, ...shares.found];
  const nowMs = context.clock.now();
  await context.transaction(async (tx) => {
    const set = {
      lines: goods.compared,
      differing: countOf(goods.found, false),
      unjudged: countOf(goods.found, true),
      deliveries: parcels.compared,
      deliveriesDiffering: countOf(parcels.found, false),
      deliveriesUnjudged: countOf(parcels.found, true),
      shares: shares.compared,
      sharesDiffering: shares.found.length,
    };
    const done = await chargeDays.bySystem(context, tx, 'compare', { date, comparedAtMs: null }, set);
    const dueAtMs = addWorkingDays(nowMs, OVERCHARGE_WORKING_DAYS);
    if (done > 0 && found.length > 0)
      await tx.em.insertMany(
        ChargeDifference,
        found.map((row) => ({
          receiverPartyId: null,
          ...row,
          id: context.newId(),
          date,
          state: STATE_OF[row.finding],
          refundKey: null,
          refundFen: null,
          refundDueAtMs: null,
          foundAtMs: nowMs,
          dueAtMs,
          endedAtMs: STATE_OF[row.finding] === 'listed' ? nowMs : null,
          note: null,
        })),
      );
    return ok(null);
  });
}
const countOf = (found: readonly { finding: ChargeFinding }[], isUnjudged: boolean): number =>
  found.filter(({ finding }) => (finding === 'no-label') === isUnjudged).length;
/** Too much is owed; what nobody can tell, finance finds out; the rest is only known. */
const STATE_OF = {
  above: 'found',
  below: 'listed',
  words: 'listed',
  'no-label': 'unclear',
} as const satisfies Record<ChargeFinding, string>;

/** Never inside a transaction: catalog is asked, as many lines at a time as it answers for. */
async function compareLines(context: OrdersContext, date: string) {
  const found: Found[] = [];
  let compared = 0;
  let last = '';
  for (;;) {
    const lines = await linesOf(context, date, last);
    if (lines.length > 0) {
      const answers = await labelsInForce(context, lines);
      for (const line of lines) {
        const answer = answers.get(line.id) ?? { label: null, chargedFen: null, chargedUntilMs: null };
        const finding = judgeLine(line, answer);
        if (finding) found.push(differenceOf(line, finding, answer.label));
      }
    }
    compared += lines.length;
    if (lines.length < LINES_PER_QUESTION) return { compared, found };
    last = lines.at(-1)?.id ?? last;
  }
}
type Line = Awaited<ReturnType<typeof linesOf>>[number];
type Found = ReturnType<typeof differenceOf>;

const differenceOf = (
  { id, orderId, number, partyId, buyerAccountId, title, specification, unitFen, quantity }: Line,
  finding: ChargeFinding,
  label: { name: string; specification: string | null; retailFen: number } | null,
) => ({
  kind: 'goods' as const,
  finding,
  orderId,
  orderNumber: number,
  chargeId: id,
  lineId: id,
  partyId,
  buyerAccountId,
  goods: `${title} ${specification}`.trim(),
  chargedFen: unitFen,
  markedFen: label?.retailFen ?? null,
  marked: label && `${label.name} ${label.specification ?? ''}`.trim(),
  quantity,
});
