import { sql } from 'kysely';
import { hashOf } from '../rules/canonical.ts';
import type { Context } from './context.ts';
import type { PersonKeys } from '../privacy/person-keys.ts';

/** Ours, as `newId` makes them: they tell nothing of anybody. */
const ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;
/** Claims of before they were keyed: SHA-256 in hex. */
const PLAIN_LENGTH = 64;
const KEYED_BATCH_MAX = 500;

const keyed = (keys: Pick<PersonKeys, 'authenticate'>, plain: string): string =>
  keys.authenticate('request-claim', plain);

/**
 * What a claim remembers of a mutation's input: a hash under this subgraph's own key, which all its replicas have and
 * no rotation of master keys changes. Without the key nobody finds out a phone or a first password by trying.
 */
export const claimHash = (keys: Pick<PersonKeys, 'authenticate'>, operation: string, input: unknown): string =>
  keyed(keys, hashOf([operation, input]));

/** Whether a claim is of this input; one of before they were keyed, too, until the job has come by. */
export const isClaimOf = (
  keys: Pick<PersonKeys, 'authenticate'>,
  inputHash: string,
  operation: string,
  input: unknown,
): boolean =>
  inputHash === (inputHash.length === PLAIN_LENGTH ? hashOf([operation, input]) : claimHash(keys, operation, input));

const isHarmless = (value: unknown): boolean =>
  typeof value === 'string'
    ? ID.test(value)
    : value === null || typeof value !== 'object' || Object.values(value).every(isHarmless);

/**
 * The answer as it is kept for a repeat: ids, numbers and flags as they are, anything with a text in it (a secret, a
 * name) under this subgraph's own key.
 */
export function claimResult(keys: Pick<PersonKeys, 'sealOwn'>, result: unknown): string {
  const text = JSON.stringify(result ?? null);
  return isHarmless(result ?? null) ? text : keys.sealOwn(text);
}
export const openResult = (keys: Pick<PersonKeys, 'openOwn'>, result: string | null): unknown =>
  JSON.parse(keys.openOwn(result ?? 'null'));

/** Keys a batch of claims of before; how many. */
export async function keyFormerClaims({ rows, vault }: Context): Promise<number> {
  const former = await rows
    .selectFrom('RequestClaim')
    .select(['key', 'inputHash'])
    .where(sql<number>`length(${sql.ref('inputHash')})`, '=', PLAIN_LENGTH)
    .limit(KEYED_BATCH_MAX)
    .execute();
  for (const { key, inputHash } of former)
    await rows
      .updateTable('RequestClaim')
      .set({ inputHash: keyed(vault, inputHash) })
      .where('key', '=', key)
      .where('inputHash', '=', inputHash)
      .execute();
  return former.length;
}
