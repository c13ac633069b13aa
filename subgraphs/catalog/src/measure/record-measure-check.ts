import { chinaDate } from '@heitu/kit/rules/calendar';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, localDate, parse, z } from '@heitu/kit/rules/validate';
import type { ClauseRef } from '@heitu/standard';
import type { CatalogContext } from '../context.ts';
import { blockLot } from '../lot/block-lot.ts';
import { recordMeasureCheckRefusals as refusals } from '../lot/lot.refusals.ts';
import { ownedLot } from '../lot/owned-lot.ts';
import { appendTraceEvent } from '../trace/append-event.ts';
import { MeasureCheck } from './measure-check.entity.ts';
import { judgeMeasure } from './shortage.policy.ts';

export const SAMPLES_MAX = 200;
const schema = z.object({
  requestId: identifier(),
  lotId: identifier(),
  checkedOn: localDate(),
  samples: z.array(z.number().min(0).max(1_000_000)).min(1).max(SAMPLES_MAX),
});

/** Records a sampled check of net content or count. A lot that gives short measure is stopped. */
export async function recordMeasureCheck(context: CatalogContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId, lotId, checkedOn, samples } = parsed.value;
  if (checkedOn > chinaDate(context.clock.now()))
    return refuse(refusals, 'DATE_IN_FUTURE', [{ at: 'checkedOn', text: `${checkedOn}还没有到` }]);
  return context.transaction(
    async (tx) => {
      const lot = await ownedLot(context, lotId);
      if (!lot) return refuse(refusals, 'NOT_FOUND');
      const sku = await tx.rows
        .selectFrom('Sku')
        .select(['netGrams', 'netMillilitres', 'netCount'])
        .where('id', '=', lot.skuId)
        .executeTakeFirstOrThrow();
      const byQuantity = sku.netGrams ?? sku.netMillilitres;
      const kind = byQuantity === null ? 'count' : 'quantity';
      const stated = byQuantity ?? sku.netCount;
      const result = stated === null ? null : judgeMeasure(kind, stated, samples);
      if (stated === null || !result) return refuse(refusals, 'NO_NET_CONTENT');
      const nowMs = context.clock.now();
      await tx.em.insert(MeasureCheck, {
        id: context.newId(),
        lotId,
        partyId: lot.partyId,
        kind,
        stated,
        samples: JSON.stringify(samples),
        ...result,
        checkedOn,
        recordedAtMs: nowMs,
      });
      await appendTraceEvent(
        context,
        tx,
        { lotId, lotCode: lot.code, partyId: lot.partyId },
        {
          bizStep: 'sampling',
          disposition: result.passed ? 'conformant' : 'non_conformant',
          atMs: nowMs,
          place: null,
          source: 'catalog',
          note: `${kind === 'count' ? '计数' : '净含量'}抽检${samples.length}件：${result.passed ? '合格' : '不合格'}`,
        },
      );
      if (!result.passed)
        await blockLot(context, tx, lot, 'short-measure', kind === 'count' ? '计数抽检不合格' : '净含量抽检不合格');
      tx.audit({ type: 'lot', id: lotId, clause: (kind === 'count' ? '7.3.4.a' : '7.3.4.b') satisfies ClauseRef });
      return ok({ id: lotId });
    },
    { id: requestId, input: parsed.value },
  );
}
