import { chinaDate } from '@heitu/kit/rules/calendar';
import { useFiles } from '@heitu/kit/privacy/file-uses';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, localDate, parse, z } from '@heitu/kit/rules/validate';
import type { CatalogContext } from '../context.ts';
import { appendTraceEvent } from '../trace/append-event.ts';
import { blockLot } from './block-lot.ts';
import { Inspection } from './lot.entity.ts';
import { INSPECTION_RESULTS } from './lot.policy.ts';
import { recordInspectionRefusals as refusals } from './lot.refusals.ts';
import { ownedLot } from './owned-lot.ts';

const schema = z.object({
  requestId: identifier(),
  lotId: identifier(),
  party: z.enum(['first', 'second', 'third']),
  laboratory: line(120),
  resultType: z.enum(['factory-certificate', 'inspection-report', 'test-report']),
  passed: z.boolean(),
  inspectedOn: localDate(),
  fileId: identifier().nullish().default(null),
  items: z
    .array(
      z.object({
        name: line(60),
        value: line(60),
        limit: line(60).nullish().default(null),
        unit: line(20).nullish().default(null),
        passed: z.boolean(),
      }),
    )
    .max(60)
    .nullish()
    .transform((items) => items ?? []),
});

/** Records what an inspection found. A lot that fails is stopped at once, wherever it stands. */
export async function recordInspection(context: CatalogContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId, lotId, party, items, ...found } = parsed.value;
  const { resultTypes, title, clause } = INSPECTION_RESULTS[party];
  if (!(resultTypes as readonly string[]).includes(found.resultType))
    return refuse(refusals, 'RESULT_TYPE_NOT_ACCEPTED', [{ at: 'resultType', text: `${title}不能出出厂检验合格证` }]);
  if (found.inspectedOn > chinaDate(context.clock.now()))
    return refuse(refusals, 'DATE_IN_FUTURE', [{ at: 'inspectedOn', text: `${found.inspectedOn}还没有到` }]);
  const failed = items.filter((item) => !item.passed);
  if (found.passed && failed.length > 0)
    return refuse(
      refusals,
      'RESULT_CONTRADICTS_ITEMS',
      failed.map((item) => ({ at: 'items', text: item.name })),
    );
  return context.transaction(
    async (tx) => {
      const lot = await ownedLot(context, lotId);
      if (!lot) return refuse(refusals, 'NOT_FOUND');
      const id = context.newId();
      const files = found.fileId ? [found.fileId] : [];
      if (!(await useFiles(context, tx, { type: 'inspection', id }, files, 'inspection-report')))
        return refuse(refusals, 'FILE_UNKNOWN');
      const nowMs = context.clock.now();
      await tx.em.insert(Inspection, {
        ...found,
        id,
        lotId,
        partyId: lot.partyId,
        inspectingParty: party,
        items: JSON.stringify(items),
        recordedAtMs: nowMs,
      });
      await appendTraceEvent(
        context,
        tx,
        { lotId, lotCode: lot.code, partyId: lot.partyId },
        {
          bizStep: 'inspecting',
          disposition: found.passed ? 'conformant' : 'non_conformant',
          atMs: nowMs,
          place: found.laboratory,
          source: 'catalog',
          note: `${title}检验：${found.passed ? '合格' : '不合格'}（${found.inspectedOn}）`,
        },
      );
      if (!found.passed)
        await blockLot(
          context,
          tx,
          lot,
          'failed-inspection',
          `检验不合格：${failed.map((item) => item.name).join('、') || found.laboratory}`,
        );
      tx.audit({ type: 'lot', id: lotId, clause });
      return ok({ id: lotId });
    },
    { id: requestId, input: parsed.value },
  );
}
