import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { CatalogContext } from '../context.ts';
import { priceFlagLifecycle } from '../price/price-flag.lifecycle.ts';
import { priceFlags } from '../price/price-flag.moves.ts';
import { PriceFlag } from '../price/price-label.entity.ts';
import { PRICE_FLAG_LEFT_MS } from '../price/price-label.policy.ts';
import { skusOnSale } from '../product/skus-on-sale.ts';
import { PriceEmergency } from './emergency.entity.ts';
import { emergencies, priceHolds } from './emergency.moves.ts';
import type { EmergencyRow } from './emergency.loader.ts';
import { tellPriceHeld } from './hold-price.ts';
import { emergenciesInForce, isLookedAt, kindsUnder, labelsBefore, limitedBy } from './price-limit.ts';

const PER_RUN_MAX = 100;

/** Job: rules begin, end and lapse by their own times, and so do the prices that wait under them. */
export async function keepPriceEmergencies(context: CatalogContext): Promise<void> {
  await endRules(context);
  await endHolds(context);
  const unlisted = (await emergenciesInForce(context.rows, context.clock.now())).filter(
    ({ listedAtMs }) => listedAtMs === null,
  );
  await eachAlone(unlisted, (rule) => listHighLabels(context, rule));
}

async function endRules(context: CatalogContext): Promise<void> {
  const nowMs = context.clock.now();
  await context.transaction(async (tx) => {
    await emergencies.bySystem(context, tx, 'lapse', { confirmDueAtMs: { $lte: nowMs } }, { endedAtMs: nowMs });
    await emergencies.bySystem(context, tx, 'end', { endsAtMs: { $lte: nowMs } }, { endedAtMs: nowMs });
    await priceFlags.bySystem(context, tx, 'leave', { raisedAtMs: { $lte: nowMs - PRICE_FLAG_LEFT_MS } });
    return ok(null);
  });
}

/** Nobody has looked in time: it was not raised. The emergency is over: its seller may set it anew. */
async function endHolds(context: CatalogContext): Promise<void> {
  const nowMs = context.clock.now();
  const over = await context.rows
    .selectFrom('PriceHold as h')
    .innerJoin('PriceEmergency as e', 'e.id', 'h.emergencyId')
    .select(['h.id', 'e.state'])
    .where('h.state', '=', 'waiting')
    .where((eb) => eb.or([eb('h.dueAtMs', '<=', nowMs), eb('e.state', '!=', 'in-force')]))
    .orderBy('h.dueAtMs')
    .limit(PER_RUN_MAX)
    .execute();
  await eachAlone(over, ({ id, state }) =>
    context.transaction(async (tx) => {
      const isFree = state !== 'in-force';
      const set = { waitingFor: null, decidedAtMs: nowMs };
      const moved = await priceHolds.bySystem(context, tx, isFree ? 'free' : 'lapse', { id }, set);
      if (moved > 0) await tellPriceHeld(tx, id, isFree ? 'freed' : 'lapsed');
      return ok(null);
    }),
  );
}

/** Labels that were too high already when the rule began to bind are looked at by a reviewer, each once. */
async function listHighLabels(context: CatalogContext, rule: EmergencyRow): Promise<void> {
  const nowMs = context.clock.now();
  for (const categoryId of await kindsUnder(context.rows, rule)) {
    const labels = await labelsBefore(context.rows, categoryId, rule.startsAtMs);
    const skus = await skusOnSale(context)
      .innerJoin('PriceLabel as l', 'l.id', 's.labelId')
      .select(['s.id', 's.partyId', 's.netGrams', 's.unit', 'p.categoryId', 'l.id as labelId', 'l.retailFen'])
      .where('p.categoryId', '=', categoryId)
      .execute();
    await eachAlone(skus, async (sku) => {
      const limit = limitedBy(rule, sku, labels);
      if (!limit || sku.retailFen <= limit.limitFen) return;
      if (await isLookedAt(context.rows, sku.id, limit, sku.retailFen)) return;
      await flag(context, sku, limit.baseFen);
    });
  }
  await context.transaction(async (tx) =>
    ok(await tx.em.nativeUpdate(PriceEmergency, { id: rule.id }, { listedAtMs: nowMs })),
  );
}

/** Again where it was broken off: a label is flagged once. */
const flag = (
  context: CatalogContext,
  { id: skuId, partyId, labelId, retailFen }: { id: string; partyId: string; labelId: string; retailFen: number },
  fromFen: number,
) =>
  context.transaction(async (tx) => {
    const rule = 'emergency-high' as const;
    if (await tx.em.findOne(PriceFlag, { skuId, labelId, rule })) return ok(null);
    await tx.em.insert(PriceFlag, {
      id: context.newId(),
      skuId,
      partyId,
      labelId,
      rule,
      fromFen,
      toFen: retailFen,
      state: priceFlagLifecycle.initial,
      note: null,
      raisedAtMs: context.clock.now(),
      clearedAtMs: null,
    });
    return ok(null);
  });
