import type { SealedText, Vault } from '@heitu/kit/privacy/vault';
import type { TrustRows } from '../context.ts';

/** The name somebody signs in by: found by a blind index, which stands in `login`, and kept sealed beside it. */
export const sealedLogin = async (
  vault: Vault,
  accountId: string,
  login: string,
): Promise<{ login: string; loginText: SealedText }> => ({
  login: vault.blindIndex('login', login),
  loginText: await vault.sealText(accountId, login),
});

/**
 * For the person and for administrators. Where nothing is sealed the name still stands as it was typed
 * (hide-logins.ts).
 */
export const openLogin = async (
  vault: Vault,
  { id, login, loginText }: { id: string; login: string; loginText: SealedText | null },
): Promise<string> => (loginText ? vault.openTextUnrecorded(id, loginText) : login);

/** The accounts of that name: one or none. */
export const accountsOf = (rows: TrustRows, vault: Vault, login: string) =>
  rows
    .selectFrom('Account')
    .where((eb) =>
      eb.or([
        eb('Account.login', '=', vault.blindIndex('login', login)),
        eb.and([eb('Account.login', '=', login), eb('Account.loginText', 'is', null)]),
      ]),
    );
