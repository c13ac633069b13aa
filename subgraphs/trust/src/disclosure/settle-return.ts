import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { StatisticalReturn } from './disclosure.entity.ts';
import { disclosureRefusals } from './disclosure.refusals.ts';
import { returnLifecycle } from './return.lifecycle.ts';

const approveSchema = z.object({ returnId: identifier() });
const fileSchema = z.object({ returnId: identifier(), receipt: line(200, 2) });

/** Approves a produced return, or, with the authority's receipt, records that it was filed (6.1.f). */
export async function settleReturn(
  context: TrustContext,
  step: 'approve' | 'file',
  input: unknown,
): Promise<Outcome<{ id: string }>> {
  const valid = step === 'file' ? parse(fileSchema, input) : parse(approveSchema, input);
  if (!valid.ok) return valid;
  const id = valid.value.returnId;
  return context.transaction(async (tx) => {
    const known = await tx.rows.selectFrom('StatisticalReturn').select('id').where('id', '=', id).executeTakeFirst();
    if (!known) return refuse(disclosureRefusals, 'NOT_FOUND');
    const atMs = context.clock.now();
    const moved =
      'receipt' in valid.value
        ? await tx.em.nativeUpdate(
            StatisticalReturn,
            { id, state: { $in: [...returnLifecycle.from('file')] } },
            { state: returnLifecycle.to('file'), filedAtMs: atMs, receipt: valid.value.receipt as string },
          )
        : await tx.em.nativeUpdate(
            StatisticalReturn,
            { id, state: { $in: [...returnLifecycle.from('approve')] } },
            { state: returnLifecycle.to('approve'), approvedBy: context.actor.id, approvedAtMs: atMs },
          );
    if (moved === 0) return refuse(disclosureRefusals, 'WRONG_STATE');
    tx.audit({ type: 'return', id, clause: '6.1.f' });
    return ok({ id });
  });
}
