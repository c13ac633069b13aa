import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { RecordSaved } from './disclosure.view.ts';
import { stepReturn } from './step-return.ts';
import { returnId } from '../input-fields.ts';

/** Approves a produced return (6.1.f). */
export const approveReturn = mutation({
  name: 'approveReturn',
  description: 'Approves a produced return.',
  may: permit.role('operator-admin'),
  input: z.object({ returnId: returnId() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: asItIs(RecordSaved),
  run: (context, { returnId: id }) =>
    context.transaction(
      async (tx) =>
        (await stepReturn(context, tx, id, 'approve', {
          approvedBy: context.actor.id,
          approvedAtMs: context.clock.now(),
        })) ?? ok({ id }),
    ),
});
