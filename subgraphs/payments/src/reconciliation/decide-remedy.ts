import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { mutation, type PaymentsContext } from '../context.ts';
import { PaymentsDone } from '../done.view.ts';
import { checkoutOfNumber } from '../payment/numbers.ts';
import { checkoutHere } from '../peers.ts';
import { carryOut } from './carry-out.ts';
import { DECIDERS } from './case.lifecycle.ts';
import { reconciliationCases, remedies } from './case.moves.ts';
import { SAME_PERSON } from './case.policy.ts';
import { foundOf } from './found-payment.ts';
import { partiesPaid } from './parties-paid.ts';
import { remedyRefusals, whyNotRemedy } from './remedy.policy.ts';

/**
 * A second person confirms or turns down what finance proposed; whoever proposed it may only take it back. Confirmed,
 * the payment is entered and booked, and its order takes it or gives it back; where the order is lost, it is refunded
 * at once. The provider is called by the jobs that follow (9.2.cn, 9.2.cp).
 */
export const decideRemedy = mutation({
  name: 'decideCaseRemedy',
  description: 'A second person confirms what was proposed, or it is turned down or taken back.',
  may: permit.role(...DECIDERS),
  input: z.object({
    remedyId: identifier().describe('What was proposed.'),
    confirm: z
      .boolean()
      .describe('False turns it down; from the one who proposed it, false takes it back and true is refused.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ...remedyRefusals,
    SAME_PERSON,
  },
  shows: asItIs(PaymentsDone),
  async run(context, { remedyId, confirm }, refuse) {
    const remedy = await context.rows
      .selectFrom('CaseRemedy')
      .selectAll()
      .where('id', '=', remedyId)
      .executeTakeFirst();
    if (!remedy) return refuse('NOT_FOUND');
    if (!confirm)
      return context.transaction(async (tx) => {
        const set = { ...decidedNow(context), liveNumber: null, endedAtMs: context.clock.now() };
        const refused = await remedies.move(context, tx, 'reject', remedy, refuse, { set });
        if (refused) return refused;
        await reconciliationCases.bySystem(context, tx, 'reject', { remedyId });
        return ok({ id: remedyId });
      });
    if (remedy.proposedBy === context.actor.id) return refuse('SAME_PERSON');
    const found = foundOf(remedy);
    // Asked again: what could be done when it was proposed may be out of date.
    const checkout = await checkoutHere(context, checkoutOfNumber(found.number));
    const partyOf = await partiesPaid(context, found.parts);
    const why = whyNotRemedy(remedy.kind, found, checkout, partyOf);
    if (why) return refuse(why);
    return context.transaction(async (tx) => {
      const set = { ...decidedNow(context), nextAtMs: context.clock.now() };
      const where = { proposedBy: { $ne: context.actor.id } };
      const refused = await remedies.move(context, tx, 'confirm', remedy, refuse, { set, where });
      if (refused) return refused;
      await reconciliationCases.bySystem(context, tx, 'confirm', { remedyId });
      if (!(await carryOut(context, tx, remedy, found, checkout, partyOf))) return refuse('ALREADY_HERE');
      return ok({ id: remedyId });
    });
  },
});

const decidedNow = ({ actor, clock }: PaymentsContext) => ({ decidedBy: actor.id, decidedAtMs: clock.now() });
