import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { ownPartyIds } from '../access.ts';
import { mutation } from '../context.ts';
import { documentNow } from '../shown.ts';
import { OF_PARTY } from '../party/party.policy.ts';
import { documents } from './filing.moves.ts';

/** Takes back a paper that nobody has reviewed. */
export const withdrawDocument = mutation({
  name: 'withdrawDocument',
  description: 'Takes back a paper that nobody has reviewed.',
  may: permit.signedIn,
  input: z.object({ documentId: identifier().describe("The paper: of a party or supplier of the caller's.") }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: documentNow,
  run: (context, { documentId: id }, refuse) =>
    context.transaction(async (tx) => {
      const own = await tx.rows
        .selectFrom('Document')
        .leftJoin('Supplier', 'Supplier.id', 'Document.supplierId')
        .select(['Document.id', 'Document.state'])
        .where('Document.id', '=', id)
        .where((where) =>
          where.or([
            where('Document.partyId', 'in', ownPartyIds(context, 'shop')),
            where('Supplier.partyId', 'in', ownPartyIds(context, 'lots')),
          ]),
        )
        .executeTakeFirst();
      if (!own) return refuse('NOT_FOUND');
      const unmoved = await documents.move(context, tx, 'withdraw', own, refuse, { parts: OF_PARTY });
      return unmoved ?? ok({ id });
    }),
});
