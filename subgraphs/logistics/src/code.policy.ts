import type { Vault } from '@heitu/kit/privacy/vault';

const CODE_DIGITS = 6;
/** Six digits that the platform alone can tell: of the same text always the same ones. */
export const codeFor = (vault: Pick<Vault, 'authenticate'>, purpose: string, text: string): string =>
  String(Buffer.from(vault.authenticate(purpose, text), 'base64url').readUIntBE(0, 6) % 10 ** CODE_DIGITS).padStart(
    CODE_DIGITS,
    '0',
  );
