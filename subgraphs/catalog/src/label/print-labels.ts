import { aboutThing, atField, NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { oneOf } from '@heitu/kit/rules/enums';
import { permit } from '@heitu/kit/rules/permissions';
import { must } from '@heitu/kit/rules/checked';
import { quantity, z } from '@heitu/kit/rules/validate';
import { lockRows } from '@heitu/kit/data/only-one';
import type { ClauseRef } from '@heitu/standard';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { LabelForms } from '../enums.ts';
import { lotId } from '../inputs.ts';
import { Lot } from '../lot/lot.entity.ts';
import { ownedLot } from '../lot/owned-lot.ts';
import { papersForRelease } from '../lot/paper.loader.ts';
import { verifiedTrace } from '../trace/trace.loader.ts';
import { bagLabels } from './bag-labels.ts';
import { LabelRun } from './label.entity.ts';
import { labelRunsById } from './label.loader.ts';
import { claimsOf, LABEL_SERIAL_MAX, LABELS_PER_RUN_MAX } from './label.policy.ts';
import { LabelRunView } from './label.view.ts';
import { claimBits } from './statement.ts';

/**
 * Gives serials to bags of a lot, no more than it has, and signs what the platform knows of it now. The PDF is made of
 * the run when it is opened.
 */
export const printLabels = mutation({
  name: 'printLabels',
  description:
    'Prints labels for single bags, each with a serial and a signed statement: no more than the lot has bags.',
  may: permit.role(...SELLERS),
  input: z.object({
    lotId: lotId(),
    count: quantity(LABELS_PER_RUN_MAX).describe('How many labels.'),
    form: oneOf(LabelForms).describe('Whether they come on sheets or one by one.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    WRONG_STATE: { ...WRONG_STATE, message: '放行以后、停售以前才能印标签' },
    MORE_THAN_UNITS: { message: '标签不能比货多' },
    TRACE_ALTERED: { message: '这批货的追溯记录对不上，平台不能签名，请联系平台' },
    DOES_NOT_FIT: { message: '网址和批号太长，小标签上印不下' },
  },
  shows: rowAfter(LabelRunView, labelRunsById),
  async run(context, { lotId, count, form }, refuse) {
    const own = await ownedLot(context, lotId);
    if (!own) return refuse('NOT_FOUND');
    if (own.state !== 'released') return refuse('WRONG_STATE');
    const { events, verified } = await verifiedTrace(context, own);
    if (!verified) return refuse('TRACE_ALTERED');
    return context.transaction(async (tx) => {
      // Who prints labels of a lot, spoils them or stops the lot takes this row first.
      await lockRows(tx, Lot, { id: lotId });
      const lot = await tx.rows.selectFrom('Lot').selectAll().where('id', '=', lotId).executeTakeFirstOrThrow();
      if (lot.state !== 'released') return refuse('WRONG_STATE');
      const left = lot.units - lot.labelsPrinted + lot.labelsVoid;
      if (count > left || lot.labelsPrinted + count > LABEL_SERIAL_MAX)
        return refuse('MORE_THAN_UNITS', [atField('count', `登记了${lot.units}件，还能印${left}张`)]);
      const run = {
        id: context.newId(),
        lotId,
        partyId: lot.partyId,
        fromSerial: lot.labelsPrinted + 1,
        count,
        form,
        keyId: context.services.traceSigner.keyId,
        claims: claimBits(claimsOf(await papersForRelease(tx.rows, lot))),
        length: events.length,
        headHash: must(events.at(-1), 'the registration of a lot').hash,
        printedAtMs: context.clock.now(),
        printedByAccountId: context.actor.id,
      };
      const labels = await bagLabels(
        { ...context, rows: tx.rows },
        { ...run, fromSerial: run.fromSerial + count - 1, count: 1 },
      );
      if (!labels) return refuse('DOES_NOT_FIT', [aboutThing(lot.code, lot.code)]);
      await tx.em.insert(LabelRun, run);
      await tx.em.nativeUpdate(Lot, { id: lotId }, { labelsPrinted: lot.labelsPrinted + count });
      tx.audit({ type: 'lot', id: lotId, clause: '7.3.2.e' satisfies ClauseRef });
      return ok({ id: run.id });
    });
  },
});
