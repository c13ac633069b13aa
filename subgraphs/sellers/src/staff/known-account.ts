import { AccountBriefs } from '../asks/trust.ts';
import type { SellersContext } from '../context.ts';

/** Whether trust knows this account and it is in use. Asks a peer: never inside a transaction. */
export async function isActiveAccount(context: SellersContext, accountId: string): Promise<boolean> {
  const { accountBriefs } = await context.peers.query(AccountBriefs, { ids: [accountId] });
  return accountBriefs.some((brief) => brief.accountId === accountId && brief.active);
}
