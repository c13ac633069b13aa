import { priceHeld } from '@heitu/events/catalog.price-held.v1';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { toJson } from '@heitu/kit/rules/typed-json';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import type { ProductState } from '../product/product.lifecycle.ts';
import { PriceHold, type WantedLabel } from './emergency.entity.ts';
import { PRICE_HOLD_HOURS } from './emergency.kinds.ts';
import { priceHoldLifecycle, type PriceHoldState } from './emergency.lifecycle.ts';
import { priceHolds } from './emergency.moves.ts';
import { isLookedAt, priceLimit } from './price-limit.ts';

interface Sku {
  id: string;
  productId: string;
  partyId: string;
  categoryId: string;
  title: string;
  netGrams: number | null;
  unit: string;
  labelVersion: number;
  currentFen: number | null;
  state: ProductState;
}

/**
 * A new price under an emergency's rule: one that rises too much waits for somebody, and the old one stays in force.
 * Whatever waited before is what its seller no longer wants. Answers whether it waits.
 */
export async function holdPrice(
  context: CatalogContext,
  tx: CatalogTransaction,
  sku: Sku,
  { retailFen, ...wanted }: WantedLabel & { retailFen: number },
): Promise<boolean> {
  const nowMs = context.clock.now();
  await priceHolds.bySystem(context, tx, 'replace', { waitingFor: sku.id }, { waitingFor: null, decidedAtMs: nowMs });
  const limit = await priceLimit(tx.rows, sku, nowMs);
  if (!limit || retailFen <= limit.limitFen) return false;
  // What is asked for already does not rise; a reviewer has it on the list.
  if (sku.state === 'on-sale' && retailFen <= (sku.currentFen ?? 0)) return false;
  if (await isLookedAt(tx.rows, sku.id, limit, retailFen)) return false;
  const id = context.newId();
  const { emergencyId, baseFen, limitFen } = limit;
  await tx.em.insert(PriceHold, {
    id,
    emergencyId,
    skuId: sku.id,
    productId: sku.productId,
    partyId: sku.partyId,
    waitingFor: sku.id,
    title: sku.title,
    labelVersion: sku.labelVersion,
    currentFen: sku.currentFen,
    retailFen,
    baseFen,
    limitFen,
    wanted: toJson(wanted),
    state: priceHoldLifecycle.initial,
    openedAtMs: nowMs,
    dueAtMs: nowMs + PRICE_HOLD_HOURS * HOUR_MS,
    decidedAtMs: null,
    decidedByAccountId: null,
    reason: null,
  });
  await tellPriceHeld(tx, id, 'waiting');
  return true;
}

/** Its seller hears that a price waits, and what came of it. */
export async function tellPriceHeld(tx: CatalogTransaction, id: string, state: PriceHoldState): Promise<void> {
  const hold = await tx.rows
    .selectFrom('PriceHold as h')
    .innerJoin('PriceEmergency as e', 'e.id', 'h.emergencyId')
    .select(['h.skuId', 'h.productId', 'h.partyId', 'h.title', 'h.currentFen', 'h.retailFen', 'h.limitFen'])
    .select(['h.dueAtMs', 'e.document'])
    .where('h.id', '=', id)
    .executeTakeFirstOrThrow();
  tx.publish(priceHeld, { type: 'price-hold', id }, { holdId: id, state, ...hold });
}
