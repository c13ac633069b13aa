import { asItIs } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { RecordSaved } from './disclosure.view.ts';
import { stepReturn } from './step-return.ts';
import { returnId } from '../input-fields.ts';

/** Records, with the authority's receipt, that an approved return was filed (6.1.f). */
export const fileReturn = mutation({
  name: 'fileReturn',
  description: "Records, with the authority's receipt, that an approved return was filed.",
  may: permit.role('operator-admin'),
  input: z.object({ returnId: returnId(), receipt: line(200, 2).describe("The authority's receipt.") }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: asItIs(RecordSaved),
  run: (context, { returnId: id, receipt }) =>
    context.transaction(
      async (tx) =>
        (await stepReturn(context, tx, id, 'file', { filedAtMs: context.clock.now(), receipt })) ?? ok({ id }),
    ),
});
