import { checkedItems, ITEMS_MISSING_TEXT, whyNotWhole } from '@heitu/kit/rules/checklist';
import { toJson } from '@heitu/kit/rules/typed-json';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { CHECKLISTS } from '@heitu/standard';
import { Courier } from '../carrier/carrier.entity.ts';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { SupervisionCheck } from './supervision.entity.ts';
import { supervisionChecks } from './check.moves.ts';
import { checkNow } from './check-answers.ts';

/** What a check found. */
export const recordCheck = mutation({
  name: 'recordCheck',
  description: 'The operator records what a check found.',
  may: permit.role('operator-admin'),
  input: z.object({
    checkId: ids.check(),
    items: checkedItems(),
    finding: paragraph(500, 0)
      .nullish()
      .describe('What was found, at most 500 characters; needed where something was not so.'),
    courierId: identifier().nullish().describe('The courier whose breach it was, where it was one courier.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ITEMS_MISSING: { message: ITEMS_MISSING_TEXT, clause: '8.2.au' },
    SAME_PERSON: { message: '复查要由查出问题的人以外的人来做', clause: '8.2.au' },
    FINDING_NEEDED: { message: '查出问题的要写明情况', clause: '8.2.au' },
  },
  shows: checkNow,
  async run(context, input, refuse) {
    const { checkId: id, items, courierId } = input;
    const finding = input.finding ?? '';
    const breach = items.some(({ passed }) => !passed);
    if (breach && finding === '') return refuse('FINDING_NEEDED');
    return context.transaction(async (tx) => {
      const check = await tx.em.findOne(SupervisionCheck, { id });
      if (
        !check ||
        (courierId && !(await tx.em.count(Courier, { id: courierId, carrierPartyId: check.carrierPartyId })))
      )
        return refuse('NOT_FOUND');
      const first = check.recheckOf ? await tx.em.findOne(SupervisionCheck, { id: check.recheckOf }) : null;
      if (first?.doneBy === context.actor.id) return refuse('SAME_PERSON');
      const missing = whyNotWhole(CHECKLISTS[check.topic], items);
      if (missing) return refuse('ITEMS_MISSING', missing);
      const nowMs = context.clock.now();
      const refused = await supervisionChecks.move(context, tx, 'record', check, refuse, {
        set: {
          doneAtMs: nowMs,
          doneBy: context.actor.id,
          items: toJson(items),
          breach,
          openSinceMs: breach ? nowMs : null,
          finding: await context.vault.sealText(check.carrierPartyId, finding),
          ...(courierId && { courierId }),
        },
      });
      if (refused) return refused;
      if (breach) return ok({ id });
      await supervisionChecks.bySystem(context, tx, 'close', { id }, { settledAtMs: nowMs });
      if (first)
        await supervisionChecks.bySystem(
          context,
          tx,
          'find-mended',
          { id: first.id },
          { settledAtMs: nowMs, recheckId: id },
        );
      return ok({ id });
    });
  },
});
