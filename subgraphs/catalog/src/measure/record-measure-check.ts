import { chinaDate } from '@heitu/kit/rules/calendar';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { toJson } from '@heitu/kit/rules/typed-json';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { day, lotId } from '../inputs.ts';
import { blockLot } from '../lot/block-lot.ts';
import { lotNow } from '../lot/lot-now.ts';
import { DATE_IN_FUTURE, inFuture } from '../lot/lot.refusals.ts';
import { ownedLot } from '../lot/owned-lot.ts';
import { appendTraceEvent } from '../trace/append-event.ts';
import { MeasureCheck } from './measure-check.entity.ts';
import { judgeMeasure, MEASURE_OUTCOMES, measureOutcome, MEASURES, samplesWanted } from './shortage.policy.ts';

export const SAMPLES_MAX = 200;
const DISPOSITION_OF = { passed: 'conformant', failed: 'non_conformant', 'too-few': 'unknown' } as const;

/** Records a sampled check of net content or count. A lot that gives short measure is stopped. */
export const recordMeasureCheck = mutation({
  name: 'recordMeasureCheck',
  description: 'Records a sampled check of net content or count. A lot that gives short measure is stopped.',
  may: permit.role(...SELLERS),
  input: z.object({
    lotId: lotId(),
    checkedOn: day().describe('The day of the check; not in the future.'),
    samples: z
      .array(z.number().min(0).max(1_000_000))
      .min(1)
      .max(SAMPLES_MAX)
      .describe('what each sample holds: g, mL, or a count'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    DATE_IN_FUTURE,
    NO_NET_CONTENT: { message: '这个规格没有登记净含量或个数，不能做计量抽检', clause: '7.3.4.b' },
  },
  shows: lotNow,
  async run(context, { lotId, checkedOn, samples }, refuse) {
    if (checkedOn > chinaDate(context.clock.now())) return refuse('DATE_IN_FUTURE', inFuture('checkedOn', checkedOn));
    return context.transaction(async (tx) => {
      const lot = await ownedLot(context, lotId);
      if (!lot) return refuse('NOT_FOUND');
      const sku = await tx.rows
        .selectFrom('Sku')
        .select(['netGrams', 'netMillilitres', 'netCount'])
        .where('id', '=', lot.skuId)
        .executeTakeFirstOrThrow();
      const byQuantity = sku.netGrams ?? sku.netMillilitres;
      const kind = byQuantity === null ? 'count' : 'quantity';
      const stated = byQuantity ?? sku.netCount;
      const result = stated === null ? null : judgeMeasure(kind, stated, samples, lot.units);
      if (stated === null || !result) return refuse('NO_NET_CONTENT');
      const { title, clause } = MEASURES[kind];
      const wanted = result.isWhole ? '' : `（要抽${samplesWanted(lot.units)}件）`;
      const nowMs = context.clock.now();
      await tx.em.insert(MeasureCheck, {
        id: context.newId(),
        lotId,
        partyId: lot.partyId,
        kind,
        stated,
        samples: toJson(samples),
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
          disposition: DISPOSITION_OF[measureOutcome(result)],
          atMs: nowMs,
          place: null,
          source: 'catalog',
          note: `${title}抽检${samples.length}件${wanted}：${MEASURE_OUTCOMES[measureOutcome(result)]}`,
        },
      );
      if (result.passed === false) await blockLot(context, tx, lot, 'short-measure', `${title}抽检不合格`);
      tx.audit({ type: 'lot', id: lotId, clause });
      return ok({ id: lotId });
    });
  },
});
