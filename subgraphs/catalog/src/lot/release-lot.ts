import { chinaDate } from '@heitu/kit/rules/calendar';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { lotReleased } from '@heitu/events/catalog.lot-released.v1';
import type { ClauseRef } from '@heitu/standard';
import { underClause } from '../answer.ts';
import type { CatalogContext } from '../context.ts';
import { askSupplier } from '../peers.ts';
import { appendTraceEvent } from '../trace/append-event.ts';
import { Lot } from './lot.entity.ts';
import { lotLifecycle } from './lot.lifecycle.ts';
import { isExpired, missingPapers } from './lot.policy.ts';
import { releaseLotRefusals as refusals } from './lot.refusals.ts';
import { ownedLot } from './owned-lot.ts';

const schema = z.object({ lotId: identifier() });

/** Lets a lot be sold when every compulsory paper is there and its supplier is still in good standing. */
export async function releaseLot(context: CatalogContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { lotId } = parsed.value;
  const own = await ownedLot(context, lotId);
  if (!own) return refuse(refusals, 'NOT_FOUND');
  // Asked again: the supplier's papers may have expired since the lot was registered.
  const supplier = await askSupplier(context, own.supplierId);
  if (!supplier?.valid)
    return refuse(refusals, 'SUPPLIER_NOT_FILED', [
      {
        at: 'supplierId',
        text: supplier?.reason ?? (await context.vault.openTextUnrecorded(own.partyId, own.supplierName)),
      },
    ]);
  return context.transaction(async (tx) => {
    const nowMs = context.clock.now();
    const released = await tx.em.nativeUpdate(
      Lot,
      { id: lotId, state: { $in: [...lotLifecycle.from('release')] } },
      { state: lotLifecycle.to('release'), releasedAtMs: nowMs },
    );
    if (released === 0) return refuse(refusals, 'WRONG_STATE');
    // The row is locked by now: papers that are read here cannot be overtaken by a failing inspection.
    const lot = await tx.rows.selectFrom('Lot').selectAll().where('id', '=', lotId).executeTakeFirstOrThrow();
    if (isExpired(lot, chinaDate(nowMs)))
      return refuse(refusals, 'LOT_EXPIRED', [{ at: 'expiresOn', text: `${lot.expiresOn}到期` }]);
    const category = await tx.rows
      .selectFrom('Product as p')
      .innerJoin('Category as c', 'c.id', 'p.categoryId')
      .select('c.isProcessed')
      .where('p.id', '=', lot.productId)
      .executeTakeFirstOrThrow();
    const certificates = await tx.rows
      .selectFrom('Certificate')
      .select(['type', 'validUntil'])
      .where('lotId', '=', lotId)
      .execute();
    const inspections = await tx.rows
      .selectFrom('Inspection')
      .select(['passed', 'resultType'])
      .where('lotId', '=', lotId)
      .execute();
    const missing = missingPapers({
      lot,
      certificates,
      category: { isProcessed: !!category.isProcessed },
      inspections: inspections.map((row) => ({ ...row, passed: !!row.passed })),
    });
    if (missing.length > 0)
      return underClause(
        refuse(
          refusals,
          'PAPERS_MISSING',
          missing.map(({ detail }) => detail),
        ),
        missing[0]!.clause,
      );
    const { code: lotCode, skuId, productId, shopId, partyId, units, producedOn, expiresOn } = lot;
    await appendTraceEvent(
      context,
      tx,
      { lotId, lotCode, partyId },
      {
        bizStep: 'stocking',
        disposition: 'sellable_accessible',
        atMs: nowMs,
        place: null,
        source: 'catalog',
        note: '材料齐全，放行销售',
      },
    );
    tx.publish(
      lotReleased,
      { type: 'lot', id: lotId },
      { lotId, lotCode, skuId, productId, shopId, partyId, units, producedOn, expiresOn },
    );
    tx.audit({ type: 'lot', id: lotId, clause: '7.3.2.a-f' satisfies ClauseRef });
    return ok({ id: lotId });
  });
}
