import type { Shows } from '@heitu/kit/rules/mutation';
import type { TrustContext } from '../context.ts';
import { accountsById } from './account.loader.ts';
import { SignedIn } from './account.view.ts';

interface Opened {
  token: string;
  /** Null for a partner's program. */
  accountId: string | null;
  recoveryCodes?: string[] | null;
  deviceToken?: string | null;
}
/** What the ways to sign in show: the token, and whose it is. */
export const signedInNow: Shows<TrustContext, Opened> = {
  View: SignedIn,
  of: async (context, { token, accountId, recoveryCodes = null, deviceToken = null }) => ({
    token,
    account: accountId ? await context.loader(accountsById).load(accountId) : null,
    recoveryCodes,
    deviceToken,
  }),
};
