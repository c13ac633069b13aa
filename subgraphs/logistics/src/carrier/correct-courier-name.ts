import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import { ERASED_TEXT } from '@heitu/kit/privacy/vault';
import { Courier } from './carrier.entity.ts';

/** The name under which a courier works is theirs with each carrier (PIPL 46). */
export async function correctCourierName(
  { vault }: LogisticsContext,
  tx: LogisticsTransaction,
  accountId: string,
  name: string | null,
): Promise<void> {
  const courier = await tx.rows
    .selectFrom('Courier')
    .select('name')
    .where('accountId', '=', accountId)
    .executeTakeFirst();
  // Whoever was forgotten has no key any more.
  if (!courier || name === null || (await vault.openTextUnrecorded(accountId, courier.name)) === ERASED_TEXT) return;
  await tx.em.nativeUpdate(Courier, { accountId }, { name: await vault.sealText(accountId, name) });
}
