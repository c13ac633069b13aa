import { chinaDate } from '@heitu/kit/rules/calendar';
import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import { ownPartyIds } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { lacking, needsOfSupplier, validUntilOf } from '../filing/compulsory.policy.ts';
import { Document } from '../filing/filing.entity.ts';
import { documentLifecycle } from '../filing/filing.lifecycle.ts';
import { Supplier } from './supplier.entity.ts';
import { supplierLifecycle } from './supplier.lifecycle.ts';
import { isToApprove } from './supplier.policy.ts';
import { decideSupplierRefusals as refusals } from './supplier.refusals.ts';

const schema = z.object({
  supplierId: identifier(),
  decision: z.enum(['approve', 'return', 'reject']),
  reason: paragraph(1000).nullish(),
});
export type DecideSupplierInput = z.input<typeof schema>;

/** The seller examines its supplier's papers and puts it on file, or not; approving again renews it with newer papers. */
export async function decideSupplier(
  context: SellersContext,
  input: DecideSupplierInput,
): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { supplierId: id, decision, reason } = parsed.value;
  if (decision !== 'approve' && !reason) return refuse(refusals, 'REASON_NEEDED');
  const nowMs = context.clock.now();
  return context.transaction(async (tx) => {
    // Taken first: of two decisions at once the second sees what the first one made of it.
    await lockRows(tx, Supplier, { id });
    const supplier = await tx.rows
      .selectFrom('Supplier')
      .selectAll()
      .where('id', '=', id)
      .where('partyId', 'in', ownPartyIds(context, 'lots'))
      .executeTakeFirst();
    if (!supplier) return refuse(refusals, 'NOT_FOUND');
    let validUntil = supplier.validUntil;
    if (decision === 'approve') {
      if (supplier.creditCodeIsDoubtful && !reason) return refuse(refusals, 'VERIFICATION_NEEDED');
      const newPapers = await tx.em.nativeUpdate(
        Document,
        { supplierId: id, state: { $in: [...documentLifecycle.from('accept')] } },
        { state: documentLifecycle.to('accept') },
      );
      if (!isToApprove(supplier.state, newPapers)) return refuse(refusals, 'WRONG_STATE');
      const papers = await tx.rows
        .selectFrom('Document')
        .select(['type', 'validFrom', 'validUntil'])
        .where('supplierId', '=', id)
        .where('state', '=', 'accepted')
        .execute();
      const needs = needsOfSupplier({ isFarmer: !supplier.creditCode, suppliesFood: !!supplier.suppliesFood }, papers);
      const missing = lacking(needs, papers, chinaDate(nowMs));
      if (missing.length > 0) return refuse(refusals, 'DOCUMENTS_LACKING', missing);
      validUntil = validUntilOf(needs, papers);
    }
    const changed = await tx.em.nativeUpdate(
      Supplier,
      { id, state: { $in: [...supplierLifecycle.from(decision)] } },
      {
        state: supplierLifecycle.to(decision),
        validUntil,
        decidedBy: context.actor.id,
        decidedAtMs: nowMs,
        reason: reason ? await context.vault.sealText(id, reason) : null,
      },
    );
    if (changed === 0) return refuse(refusals, 'WRONG_STATE');
    tx.audit({ type: 'supplier', id, clause: '7.3.1.a-c' });
    return ok({ id });
  });
}
