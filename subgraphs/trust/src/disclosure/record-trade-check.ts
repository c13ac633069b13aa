import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { checkedItems, ITEMS_MISSING_TEXT, whyNotWhole } from '@heitu/kit/rules/checklist';
import { toJson } from '@heitu/kit/rules/typed-json';
import { CHECKLISTS } from '@heitu/standard';
import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { permit } from '@heitu/kit/rules/permissions';
import { paragraph, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { TradeCheckSubjects } from '../enums.ts';
import { notifyParty } from '../messages/notify.ts';
import { TradeCheck } from './disclosure.entity.ts';
import { FOLLOW_UP_WORKING_DAYS } from './disclosure.policy.ts';
import { RecordSaved } from './disclosure.view.ts';
import { CHECKERS } from './record.lifecycle.ts';
import { partyId } from '../input-fields.ts';

/** A supervisor looked at goods or at a delivery; what was found wrong is followed up by a day (6.5). */
export const recordTradeCheck = mutation({
  name: 'recordTradeCheck',
  description: 'Records that a supervisor looked at goods or at a delivery; what was wrong is followed up by a day.',
  may: permit.role(...CHECKERS),
  input: z.object({
    subject: oneOf(TradeCheckSubjects).describe('At what was looked.'),
    partyId: partyId(),
    items: checkedItems(),
    finding: paragraph(2000, 2).describe('What was looked at and found; 2 to 2000 characters.'),
  }),
  requestId: 'must',
  refusals: { NOT_FOUND, ITEMS_MISSING: { message: ITEMS_MISSING_TEXT, clause: '6.5' } },
  shows: asItIs(RecordSaved),
  run: (context, { subject, partyId, items, finding }, refuse) =>
    context.transaction(async (tx) => {
      const missing = whyNotWhole(CHECKLISTS[subject], items);
      if (missing) return refuse('ITEMS_MISSING', missing);
      const passed = items.every((one) => one.passed);
      const party = await tx.rows
        .selectFrom('KnownParty')
        .select('partyId')
        .where('partyId', '=', partyId)
        .executeTakeFirst();
      if (!party) return refuse('NOT_FOUND');
      const id = context.newId();
      const atMs = context.clock.now();
      await tx.em.insert(TradeCheck, {
        id,
        subject,
        partyId,
        items: toJson(items),
        passed,
        finding: await context.vault.sealText(partyId, finding),
        supervisorId: context.actor.id,
        atMs,
        followUpDueAtMs: passed ? null : addWorkingDays(atMs, FOLLOW_UP_WORKING_DAYS),
        closedAtMs: passed ? atMs : null,
      });
      if (!passed)
        await notifyParty(context, tx, partyId, 'complaints', {
          kind: 'measure-taken',
          title: '监督检查发现问题',
          body: finding.slice(0, 200),
          orderId: null,
        });
      tx.audit({ type: 'trade-check', id, clause: '6.5' });
      return ok({ id });
    }),
});
