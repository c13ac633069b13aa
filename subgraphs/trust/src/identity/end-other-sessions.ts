import { ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { z } from '@heitu/kit/rules/validate';
import { mutation } from '../context.ts';
import { endAccess } from './end-access.ts';
import { OtherSessionsEnded } from './account.view.ts';

/** The owner ends every session but the one that asks: of a phone that was lost, a computer that was left open. */
export const endOtherSessions = mutation({
  name: 'endOtherSessions',
  description: 'Ends every session of mine but the one that asks.',
  may: permit.role('consumer'),
  input: z.object({}),
  refusals: {},
  shows: asItIs(OtherSessionsEnded),
  run: (context) =>
    context.transaction(async (tx) => {
      const { id, sessionId } = context.actor;
      const endedCount = await endAccess(context, tx, id, sessionId);
      tx.audit({ type: 'account', id, clause: '11.5.dd' });
      return ok({ endedCount });
    }),
});
