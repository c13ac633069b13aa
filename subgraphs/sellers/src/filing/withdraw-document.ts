import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { ownPartyIds } from '../access.ts';
import { mutation } from '../context.ts';
import { documentNow } from '../shown.ts';
import { Document } from './filing.entity.ts';
import { documentLifecycle } from './filing.lifecycle.ts';

/** Takes back a paper that nobody has reviewed. */
export const withdrawDocument = mutation({
  name: 'withdrawDocument',
  may: permit.signedIn,
  input: z.object({ documentId: identifier() }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: documentNow,
  run: (context, { documentId: id }, refuse) =>
    context.transaction(async (tx) => {
      const own = await tx.rows
        .selectFrom('Document')
        .leftJoin('Supplier', 'Supplier.id', 'Document.supplierId')
        .select('Document.id')
        .where('Document.id', '=', id)
        .where((where) =>
          where.or([
            where('Document.partyId', 'in', ownPartyIds(context, 'shop')),
            where('Supplier.partyId', 'in', ownPartyIds(context, 'lots')),
          ]),
        )
        .executeTakeFirst();
      if (!own) return refuse('NOT_FOUND');
      const changed = await tx.em.nativeUpdate(
        Document,
        { id, state: { $in: [...documentLifecycle.from('withdraw')] } },
        { state: documentLifecycle.to('withdraw') },
      );
      if (changed === 0) return refuse('WRONG_STATE');
      tx.audit({ type: 'document', id });
      return ok({ id });
    }),
});
