import { canonicalJson, sha256Hex } from '@heitu/kit/rules/canonical';
import type { Vault } from '@heitu/kit/privacy/vault';

/** Digits and capital letters, without those that are taken for one another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LETTERS = 16;
const GROUP = 4;
/** What stands before the code in the square that is scanned. It names nobody and is no address. */
const MARK = 'heitu:card:';

/** A seller has so many working days to say that what was handed over by their card was not so. */
export const OBJECT_WORKING_DAYS = 2;
/** So many of a seller's cards, the newest first, are told from one that never was. */
export const CARDS_KNOWN_MAX = 50;

/** Eighty bits that the platform alone can make of the card's id: nothing that opens anything is kept. */
export const cardCodeOf = (vault: Pick<Vault, 'authenticate'>, { id }: { id: string }): string =>
  Array.from(
    Buffer.from(vault.authenticate('handover-card', id), 'base64url').subarray(0, CODE_LETTERS),
    (byte) => LETTERS[byte % LETTERS.length],
  ).join('');
export const cardText = (code: string): string => MARK + code;
/** As it is printed below the square, for whoever types it. */
export const inGroups = (code: string): string =>
  Array.from({ length: code.length / GROUP }, (_, i) => code.slice(i * GROUP, (i + 1) * GROUP)).join(' ');
/** As a seller tells cards apart, without showing what the courier scans. */
export const endOf = (code: string): string => code.slice(-GROUP);
/** What was scanned or typed, without the mark and the gaps. */
export const codeIn = (text: string): string =>
  text.trim().replace(MARK, '').replaceAll(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');

/** Whether a card was good at that moment. */
export const wasGood = (
  { issuedAtMs, withdrawnAtMs }: { issuedAtMs: number; withdrawnAtMs?: number | null | undefined },
  atMs: number,
): boolean => issuedAtMs <= atMs && (withdrawnAtMs == null || withdrawnAtMs > atMs);

/** What somebody signed with, as the platform's signature holds it. */
export const signedHashOf = (signed: { signer: string; ink: string }): string => sha256Hex(canonicalJson(signed));

/** Over the document's hash, which card vouches for it, what was signed with and on whose screen. */
export function cardSignatureOf(
  vault: Pick<Vault, 'authenticate'>,
  documentHash: string,
  { cardId, courierAccountId, signedHash, atMs }: Signed,
): string {
  const signed = { documentHash, side: 'seller', cardId, courierAccountId, signedHash, atMs };
  return vault.authenticate('goods-document-card-signature', canonicalJson(signed));
}
interface Signed {
  cardId: string;
  courierAccountId: string;
  signedHash: string;
  atMs: number;
}
