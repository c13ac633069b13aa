import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { Courier } from '../carrier/carrier.entity.ts';
import { mutation } from '../context.ts';
import { SupervisionCheck } from './supervision.entity.ts';
import { supervisionChecks } from './check.moves.ts';
import { checkNow } from './check-answers.ts';

/** What a check found. */
export const recordCheck = mutation({
  name: 'recordCheck',
  may: permit.role('operator-admin'),
  input: z.object({
    checkId: identifier(),
    breach: z.boolean(),
    finding: paragraph(500, 0).nullish(),
    courierId: identifier().nullish(),
  }),
  refusals: { NOT_FOUND, WRONG_STATE, FINDING_NEEDED: { message: '查出问题的要写明情况', clause: '8.2.au' } },
  shows: checkNow,
  async run(context, input, refuse) {
    const { checkId: id, breach, courierId } = input;
    const finding = input.finding ?? '';
    if (breach && finding === '') return refuse('FINDING_NEEDED');
    return context.transaction(async (tx) => {
      const check = await tx.em.findOne(SupervisionCheck, { id });
      if (
        !check ||
        (courierId && !(await tx.em.count(Courier, { id: courierId, carrierPartyId: check.carrierPartyId })))
      )
        return refuse('NOT_FOUND');
      const nowMs = context.clock.now();
      const refused = await supervisionChecks.move(context, tx, 'record', check, refuse, {
        set: {
          doneAtMs: nowMs,
          breach,
          finding: await context.vault.sealText(check.carrierPartyId, finding),
          ...(courierId && { courierId }),
        },
      });
      if (refused) return refused;
      if (!breach) await supervisionChecks.bySystem(context, tx, 'close', { id }, { settledAtMs: nowMs });
      return ok({ id });
    });
  },
});
