import { randomBytes } from 'node:crypto';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { KnownDevice } from './account.entity.ts';
import { DEVICE_KEPT_MS, KNOWN_DEVICES_MAX, sameHash, tokenReader } from './account.policy.ts';

const secretHashOf = (context: TrustContext, accountId: string, secret: string): string =>
  context.vault.authenticate('known-device', `${accountId}\n${secret}`);

const readDeviceToken = tokenReader('hd');

/**
 * Which of these tokens says that this account signed in here before; null for none. As much work for a name that
 * nobody has.
 */
export async function findDevice(
  context: TrustContext,
  accountId: string,
  tokens: readonly string[],
): Promise<string | null> {
  const given = tokens.flatMap((text) => readDeviceToken(text) ?? []);
  if (given.length === 0) return null;
  const known = await context.rows
    .selectFrom('KnownDevice')
    .select(['id', 'secretHash'])
    .where(
      'id',
      'in',
      given.map(({ id }) => id),
    )
    .where('accountId', '=', accountId)
    .where('seenAtMs', '>', context.clock.now() - DEVICE_KEPT_MS)
    .execute();
  return (
    known.find((row) =>
      given.some(
        ({ id, secret }) => id === row.id && sameHash(row.secretHash, secretHashOf(context, accountId, secret)),
      ),
    )?.id ?? null
  );
}

/**
 * The account has signed in here: what its next sign-in here is to bring. Null where the device is known, and keeps its
 * token.
 */
export async function keepDevice(
  context: TrustContext,
  tx: TrustTransaction,
  { accountId, deviceId, sessionId }: { accountId: string; deviceId: string | null; sessionId: string },
): Promise<string | null> {
  const seenAtMs = context.clock.now();
  if (deviceId && (await tx.em.nativeUpdate(KnownDevice, { id: deviceId, accountId }, { sessionId, seenAtMs })) === 1)
    return null;
  const known = await tx.rows
    .selectFrom('KnownDevice')
    .select('id')
    .where('accountId', '=', accountId)
    .orderBy('seenAtMs', 'desc')
    .execute();
  const oldest = known.slice(KNOWN_DEVICES_MAX - 1).map(({ id }) => id);
  if (oldest.length > 0) await tx.em.nativeDelete(KnownDevice, { id: { $in: oldest } });
  const id = context.newId();
  const secret = randomBytes(32).toString('base64url');
  await tx.em.insert(KnownDevice, {
    id,
    accountId,
    secretHash: secretHashOf(context, accountId, secret),
    sessionId,
    seenAtMs,
  });
  return `hd.${id}.${secret}`;
}
