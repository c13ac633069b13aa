import { chinaDate } from '@heitu/kit/rules/calendar';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { PaymentsContext } from '../context.ts';

/** What money comes from outside by: from somebody's own account or bank. */
const FROM_OUTSIDE = ['top-up', 'other'] as const;
const LOOKED_AT_MAX = 500;

/**
 * The line of the provider's statement by which this amount came to a party's account under this number; null where no
 * statement that was taken shows it. What somebody says of a transfer proves nothing.
 */
export async function transferSeen(
  { rows }: PaymentsContext,
  { partyId, number, amountFen, sinceMs }: { partyId: string; number: string; amountFen: number; sinceMs: number },
): Promise<{ number: string; atMs: number } | null> {
  const account = await rows
    .selectFrom('MerchantAccount')
    .select('merchant')
    .where('partyId', '=', partyId)
    .executeTakeFirst();
  if (!account) return null;
  const lines = await rows
    .selectFrom('FundLine')
    .select(['number', 'atMs', 'belongsTo'])
    .where('merchant', '=', account.merchant)
    // By its index: an account has years of lines before.
    .where('date', '>=', chinaDate(sinceMs))
    .where('kind', 'in', FROM_OUTSIDE)
    .where('amountFen', '=', amountFen)
    .where('atMs', '>=', sinceMs)
    .orderBy('atMs')
    .limit(LOOKED_AT_MAX)
    .execute();
  const line = lines.find(({ belongsTo }) => fromJson(belongsTo).includes(number));
  return line ? { number: line.number, atMs: line.atMs } : null;
}
