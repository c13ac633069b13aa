import type { SealedText } from '@heitu/kit/privacy/vault';
import type { LogisticsContext } from '../context.ts';
import { recipientsOf, type Addressed } from './recipient.loader.ts';

/** What stands where a place was agreed, for whom the address is masked. */
export const PLACE_HIDDEN = '（约定地点只给收货人和配送员看）';

/** Where to meet repeats the address in somebody's own words: in full only for whom the address is in full (8.5.3.bw). */
export async function agreedPlaceOf(
  context: LogisticsContext,
  row: Addressed & { agreedPlace: SealedText | null },
): Promise<string | null> {
  if (row.agreedPlace === null) return null;
  const { full } = await context.loader(recipientsOf).load(row);
  return full ? context.vault.openText(row.buyerAccountId, row.agreedPlace, 'agreedPlace') : PLACE_HIDDEN;
}
