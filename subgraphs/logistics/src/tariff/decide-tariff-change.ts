import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { bindsAgainAtMs } from '@heitu/kit/rules/rise';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { manages } from '../access.ts';
import { mutation } from '../context.ts';
import { ids } from '../input-fields.ts';
import { tariffNow } from './tariff.loader.ts';
import { tariffChanges } from './tariff.moves.ts';
import { NOTICE_MS } from './tariff.policy.ts';
import { tellTariff } from './tell-tariff.ts';

/**
 * Somebody of the operator has looked at a tariff that leaps. In an emergency they decide whether it is raised;
 * otherwise they say what they found, and the carrier sets its price.
 */
export const decideTariffChange = mutation({
  name: 'decideTariffChange',
  description: 'The operator has looked at a tariff that leaps: one that an emergency holds is raised or not.',
  may: permit.role('operator-admin'),
  input: z.object({
    changeId: ids.tariffChange(),
    allow: z.boolean().describe('False: it is not raised; only where the rule of an emergency holds it.'),
    reason: line(500).describe('What was found out; its carrier reads it.'),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    OWN_TARIFF: { message: '您也管着这家承运单位，请别的管理员来看', clause: '6.5.c' },
  },
  shows: tariffNow,
  run: (context, { changeId: id, allow, reason }, refuse) =>
    context.transaction(async (tx) => {
      const change = await tx.rows.selectFrom('TariffChange').selectAll().where('id', '=', id).executeTakeFirst();
      if (!change) return refuse('NOT_FOUND');
      if (manages(context.actor, change.carrierPartyId)) return refuse('OWN_TARIFF');
      const nowMs = context.clock.now();
      const looked = {
        lookedAtMs: nowMs,
        lookedByAccountId: context.actor.id,
        reason: await context.vault.sealText(change.carrierPartyId, reason),
      };
      const binds = { allowedUnder: change.emergencyId, bindsAtMs: bindsAgainAtMs(change.bindsAtMs, nowMs, NOTICE_MS) };
      const refused = allow
        ? await tariffChanges.move(context, tx, change.state === 'held' ? 'allow' : 'clear', change, refuse, {
            set: { ...looked, ...(change.state === 'held' && binds) },
            reason,
          })
        : await tariffChanges.move(context, tx, 'refuse', change, refuse, {
            set: { ...looked, openFor: null, endedAtMs: nowMs },
            reason,
          });
      if (refused) return refused;
      if (!allow) await tellTariff(context, tx, id, 'refused');
      else if (change.state === 'held') await tellTariff(context, tx, id, 'announced');
      return ok({ id });
    }),
});
