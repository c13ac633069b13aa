import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { ownPartyIds } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { Document } from './filing.entity.ts';
import { documentLifecycle } from './filing.lifecycle.ts';
import { withdrawDocumentRefusals as refusals } from './filing.refusals.ts';

const schema = z.object({ documentId: identifier() });

/** Takes back a paper that nobody has reviewed. */
export async function withdrawDocument(
  context: SellersContext,
  input: { documentId: string },
): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { documentId: id } = parsed.value;
  return context.transaction(async (tx) => {
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
    if (!own) return refuse(refusals, 'NOT_FOUND');
    const changed = await tx.em.nativeUpdate(
      Document,
      { id, state: { $in: [...documentLifecycle.from('withdraw')] } },
      { state: documentLifecycle.to('withdraw') },
    );
    if (changed === 0) return refuse(refusals, 'WRONG_STATE');
    tx.audit({ type: 'document', id });
    return ok({ id });
  });
}
