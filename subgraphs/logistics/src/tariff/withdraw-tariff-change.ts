import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { manages } from '../access.ts';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { tariffNow } from './tariff.loader.ts';
import { tariffChanges } from './tariff.moves.ts';
import { tellTariff } from './tell-tariff.ts';

/** The carrier does not raise it after all. */
export const withdrawTariffChange = mutation({
  name: 'withdrawTariffChange',
  description: 'A carrier takes back a dearer tariff that does not bind yet: the one in force stays.',
  may: permit.role('carrier-manager'),
  input: z.object({ changeId: ids.tariffChange() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: tariffNow,
  run: (context, { changeId: id }, refuse) =>
    context.transaction(async (tx) => {
      const change = await tx.rows.selectFrom('TariffChange').selectAll().where('id', '=', id).executeTakeFirst();
      if (!change || !manages(context.actor, change.carrierPartyId)) return refuse('NOT_FOUND');
      const set = { openFor: null, endedAtMs: context.clock.now() };
      const refused = await tariffChanges.move(context, tx, 'withdraw', change, refuse, { set });
      if (refused) return refused;
      await tellTariff(context, tx, id, 'withdrawn');
      return ok({ id });
    }),
});
