import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { chargeDifferencesById } from './charge.loader.ts';
import { chargeDifferences } from './charge.moves.ts';
import { ChargeDifferenceView } from './charge.view.ts';

/** Finance has found out what a charge was that nobody could judge, or how what is owed was given back. */
export const settleChargeDifference = mutation({
  name: 'settleChargeDifference',
  description: 'Finance has looked into a charge that differs and says what came of it.',
  may: permit.role('finance', 'operator-admin'),
  input: z.object({
    differenceId: ids.chargeDifference(),
    note: line(500).describe('What came of looking into it, at most 500 characters.'),
  }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: rowAfter(ChargeDifferenceView, chargeDifferencesById),
  run: (context, { differenceId: id, note }, refuse) =>
    context.transaction(async (tx) => {
      const found = await tx.rows.selectFrom('ChargeDifference').selectAll().where('id', '=', id).executeTakeFirst();
      if (!found) return refuse('NOT_FOUND');
      const set = { note: await context.vault.sealText(found.partyId, note), endedAtMs: context.clock.now() };
      const unmoved = await chargeDifferences.move(context, tx, 'settle', found, refuse, { set, reason: note });
      return unmoved ?? ok({ id });
    }),
});
