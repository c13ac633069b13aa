import type { TrustContext } from '../context.ts';

export const identityCodeHash = (context: TrustContext, clientId: string, code: string): string =>
  context.vault.authenticate('identity-code', `${clientId}:${code}`);
/** The same person under another name to each partner: two partners cannot put their lists together. */
export const customerRef = (context: TrustContext, clientId: string, accountId: string): string =>
  context.vault.authenticate('partner-customer', `${clientId}:${accountId}`);
