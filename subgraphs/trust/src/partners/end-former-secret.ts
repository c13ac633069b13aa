import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { z } from '@heitu/kit/rules/validate';
import { asItIs } from '@heitu/kit/rules/mutation';
import { PROGRAM_SCOPE } from '@heitu/standard';
import { mutation } from '../context.ts';
import { ApiClient } from '../identity/account.entity.ts';
import { clientFor } from './own-client.ts';
import { ApiClientChanged } from './partner.view.ts';
import { adminOrProgram, inContract } from './for-programs.ts';
import { clientId } from '../input-fields.ts';

/** The program uses its new secret: the one before it ends now, not in a week. */
export const endFormerSecret = mutation({
  name: 'endFormerSecret',
  description: 'The secret that was replaced ends now.',
  may: adminOrProgram,
  input: z.object({ clientId: clientId() }),
  refusals: {
    // Also where there is none.
    NOT_FOUND,
  },
  shows: asItIs(ApiClientChanged),
  directives: inContract(PROGRAM_SCOPE),
  async run(context, input, refuse) {
    const clientId = clientFor(context, input.clientId);
    return context.transaction(async (tx) => {
      if (
        !clientId ||
        (await tx.em.nativeUpdate(
          ApiClient,
          { id: clientId, active: true, formerUntilMs: { $gt: context.clock.now() } },
          { formerSecretHash: null, formerUntilMs: null },
        )) === 0
      )
        return refuse('NOT_FOUND');
      tx.audit({ type: 'client', id: clientId, clause: '11.5.dd' });
      return ok({ clientId });
    });
  },
});
