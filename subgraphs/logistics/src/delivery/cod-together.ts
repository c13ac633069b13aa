import { deskRoles } from '../access.ts';
import type { LogisticsContext } from '../context.ts';
import { ids } from '../input-fields.ts';
import { z } from '@heitu/kit/rules/validate';
import { COD_TOGETHER_MAX } from './cod.policy.ts';

/** What one transfer pays back: the cash that names it, and what it pays with it. */
export const togetherFields = () => ({
  remittanceId: ids.remittance(),
  alsoIds: z
    .array(ids.remittance())
    .max(COD_TOGETHER_MAX - 1)
    .nullish()
    .describe('What the same transfer pays back as well, of the same seller: the transfer is their sum.'),
});

export const notTogether = {
  message: '一笔转账只能交给一个商家：请只选这个商家的货款',
  clause: '8.5.3.ca',
} as const;

/** The cash of one carrier's desk that one transfer pays back, as it stands: the first names it. */
export async function codTogether(
  context: LogisticsContext,
  { remittanceId, alsoIds }: { remittanceId: string; alsoIds?: readonly string[] | null | undefined },
): Promise<'NOT_FOUND' | 'NOT_TOGETHER' | Together> {
  const asked = [...new Set([remittanceId, ...(alsoIds ?? [])])];
  const found = await context.rows
    .selectFrom('CodRemittance')
    .select(['id', 'carrierPartyId', 'sellerPartyId', 'amountFen', 'collectedAtMs'])
    .where('id', 'in', asked)
    .execute();
  const [first] = found;
  if (!first || found.length < asked.length) return 'NOT_FOUND';
  if (found.some(({ carrierPartyId }) => deskRoles(context.actor, carrierPartyId).length === 0)) return 'NOT_FOUND';
  const { carrierPartyId, sellerPartyId } = first;
  if (found.some((row) => row.sellerPartyId !== sellerPartyId || row.carrierPartyId !== carrierPartyId))
    return 'NOT_TOGETHER';
  return {
    ids: asked,
    carrierPartyId,
    sellerPartyId,
    amountFen: found.reduce((sum, row) => sum + row.amountFen, 0),
    // A transfer pays nothing that was taken after it.
    sinceMs: Math.max(...found.map(({ collectedAtMs }) => collectedAtMs)),
  };
}
interface Together {
  ids: readonly string[];
  carrierPartyId: string;
  sellerPartyId: string;
  amountFen: number;
  sinceMs: number;
}
