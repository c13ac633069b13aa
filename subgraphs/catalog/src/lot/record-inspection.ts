import { chinaDate } from '@heitu/kit/rules/calendar';
import { oneOf } from '@heitu/kit/rules/enums';
import { useFiles } from '@heitu/kit/privacy/file-uses';
import { atField, NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, named, z } from '@heitu/kit/rules/validate';
import { toJson } from '@heitu/kit/rules/typed-json';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { InspectingParties, ResultTypes } from '../enums.ts';
import { day, optionalLine, lotId } from '../inputs.ts';
import { appendTraceEvent } from '../trace/append-event.ts';
import { blockLot } from './block-lot.ts';
import { Inspection } from './lot.entity.ts';
import { lotNow } from './lot-now.ts';
import { INSPECTING_PARTIES, INSPECTION_RESULTS } from './lot.policy.ts';
import { DATE_IN_FUTURE, FILE_UNKNOWN } from './lot.refusals.ts';
import { ownedLot } from './owned-lot.ts';

const InspectionItemInput = named(
  'InspectionItemInput',
  z.object({
    name: line(60).describe('What was measured: 水分, 镉 …'),
    value: line(60).describe('The figure or word found.'),
    limit: optionalLine(60).describe('What the standard allows.'),
    unit: optionalLine(20).describe('The unit of value and limit.'),
    passed: z
      .boolean()
      .describe('The result as a whole. Refused where it is true and an item failed; false stops the lot at once.'),
  }),
);

/** Records what an inspection found. A lot that fails is stopped at once, wherever it stands. */
export const recordInspection = mutation({
  name: 'recordInspection',
  description: 'Records what an inspection found. A lot that fails is stopped at once.',
  may: permit.role(...SELLERS),
  input: z.object({
    lotId: lotId(),
    party: oneOf(InspectingParties).describe('Who inspected, or had it done.'),
    laboratory: line(120).describe('Who tested it.'),
    resultType: oneOf(ResultTypes).describe('What the result is called: a factory certificate only a supplier gives.'),
    passed: z.boolean().describe('Whether this item is within its limit.'),
    inspectedOn: day().describe('The day of the inspection; not in the future.'),
    fileId: identifier().nullish().default(null).describe('uploaded with purpose inspection-report'),
    items: z
      .array(InspectionItemInput)
      .max(60)
      .nullish()
      .transform((items) => items ?? [])
      .describe('What was measured; at most 60.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    FILE_UNKNOWN,
    DATE_IN_FUTURE,
    RESULT_TYPE_NOT_ACCEPTED: { message: '这一方不能出这种结果', clause: '7.3.6.a-c' },
    RESULT_CONTRADICTS_ITEMS: { message: '有项目不合格，结论不能写合格', clause: '7.3.6.a-c' },
  },
  shows: lotNow,
  async run(context, { lotId, party, items, ...found }, refuse) {
    const { resultTypes, clause } = INSPECTION_RESULTS[party];
    const title = INSPECTING_PARTIES[party];
    if (!resultTypes.includes(found.resultType))
      return refuse('RESULT_TYPE_NOT_ACCEPTED', [atField('resultType', `${title}不能出出厂检验合格证`)]);
    if (found.inspectedOn > chinaDate(context.clock.now()))
      return refuse('DATE_IN_FUTURE', [atField('inspectedOn', `${found.inspectedOn}还没有到`)]);
    const failed = items.filter((item) => !item.passed).map((item) => item.name);
    if (found.passed && failed.length > 0)
      return refuse(
        'RESULT_CONTRADICTS_ITEMS',
        failed.map((text) => atField('items', text)),
      );
    return context.transaction(async (tx) => {
      const lot = await ownedLot(context, lotId);
      if (!lot) return refuse('NOT_FOUND');
      const id = context.newId();
      const files = found.fileId ? [found.fileId] : [];
      if (!(await useFiles(context, tx, { type: 'inspection', id }, files, 'inspection-report')))
        return refuse('FILE_UNKNOWN');
      const nowMs = context.clock.now();
      await tx.em.insert(Inspection, {
        ...found,
        id,
        lotId,
        partyId: lot.partyId,
        inspectingParty: party,
        items: toJson(items),
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
      if (!found.passed) {
        const reason = `检验不合格：${failed.join('、') || found.laboratory}`;
        await blockLot(context, tx, lot, 'failed-inspection', reason);
      }
      tx.audit({ type: 'lot', id: lotId, clause });
      return ok({ id: lotId });
    });
  },
});
