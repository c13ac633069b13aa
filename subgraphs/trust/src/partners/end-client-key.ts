import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { asItIs } from '@heitu/kit/rules/mutation';
import { PROGRAM_SCOPE } from '@heitu/standard';
import { mutation } from '../context.ts';
import { clientFor } from './own-client.ts';
import { clientKeys } from './partner.moves.ts';
import { ApiClientChanged } from './partner.view.ts';
import { adminOrProgram, inContract } from './for-programs.ts';
import { clientId } from '../input-fields.ts';

/** The key proves nothing from now on. */
export const endClientKey = mutation({
  name: 'endClientKey',
  description: 'The key proves nothing from now on.',
  may: adminOrProgram,
  input: z.object({
    clientId: clientId(),
    keyId: identifier().describe('The key; see keys of ownClient or apiClients.'),
  }),
  refusals: { NOT_FOUND },
  shows: asItIs(ApiClientChanged),
  directives: inContract(PROGRAM_SCOPE),
  async run(context, input, refuse) {
    const clientId = clientFor(context, input.clientId);
    return context.transaction(async (tx) => {
      if (!clientId) return refuse('NOT_FOUND');
      const ended = await clientKeys.bySystem(context, tx, 'end', { id: input.keyId, clientId });
      if (ended === 0) return refuse('NOT_FOUND');
      tx.audit({ type: 'client', id: clientId, clause: '11.5.dd' });
      return ok({ clientId });
    });
  },
});
