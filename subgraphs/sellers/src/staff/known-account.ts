import type { SellersContext } from '../context.ts';

const ACCOUNT_QUERY = 'query($ids: [ID!]!) { accountBriefs(ids: $ids) { accountId active } }';

/** Whether trust knows this account and it is in use. Asks a peer: never inside a transaction. */
export async function isActiveAccount(context: SellersContext, accountId: string): Promise<boolean> {
  const { accountBriefs } = await context.peers.query<{ accountBriefs: { accountId: string; active: boolean }[] }>(
    'trust',
    ACCOUNT_QUERY,
    { ids: [accountId] },
  );
  return accountBriefs.some((brief) => brief.accountId === accountId && brief.active);
}
