import { randomBytes } from 'node:crypto';
import { lockRows } from '@heitu/kit/data/only-one';
import { jsonOf } from '@heitu/kit/rules/checked';
import type { Json } from '@heitu/kit/rules/typed-json';
import { z } from '@heitu/kit/rules/validate';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { Account, ApiClient, Session } from './account.entity.ts';
import { sessions } from './account.moves.ts';
import { secretHashOf, SESSION_LIFETIME_MS, SESSIONS_MAX, type SessionChannel } from './account.policy.ts';
import { hasConsent } from '../privacy/privacy.loader.ts';
import { DEVICE_PURPOSE } from '../privacy/purposes.policy.ts';
import { deviceName } from './device-name.ts';

/** Opens a session inside the caller's transaction and answers its token, which is shown once and never kept. */
export async function openSession(
  context: TrustContext,
  tx: TrustTransaction,
  holder: { id: string; kind: 'account' | 'client'; delegationId?: string; scopes?: Json<readonly string[]> },
  channel: SessionChannel,
): Promise<string> {
  const nowMs = context.clock.now();
  // The holder is taken: of several sign-ins at once each counts those before it.
  await (holder.kind === 'account'
    ? lockRows(tx, Account, { id: holder.id })
    : lockRows(tx, ApiClient, { id: holder.id }));
  const open = await tx.rows
    .selectFrom('Session')
    .select('id')
    .where('holderId', '=', holder.id)
    .where('endedAtMs', 'is', null)
    .orderBy('lastSeenAtMs', 'desc')
    .execute();
  const oldest = open.slice(SESSIONS_MAX - 1).map((row) => row.id);
  if (oldest.length > 0) await sessions.bySystem(context, tx, 'end', { id: { $in: oldest } });
  const id = context.newId();
  const secret = randomBytes(32).toString('base64url');
  await tx.em.insert(Session, {
    id,
    holderId: holder.id,
    holderKind: holder.kind,
    secretHash: secretHashOf(secret),
    channel,
    delegationId: holder.delegationId ?? null,
    scopes: holder.scopes ?? null,
    originSealed: await originOf(context, holder.id),
    deviceSealed: await deviceOf(context, holder.id, channel),
    createdAtMs: nowMs,
    lastSeenAtMs: nowMs,
    expiresAtMs: nowMs + SESSION_LIFETIME_MS[channel],
    endedAtMs: null,
    refusedAtMs: null,
  });
  return `hs.${id}.${secret}`;
}

/** Where the request came from, for the session's owner to recognise. */
async function originOf({ actor: { from }, vault }: TrustContext, holderId: string): Promise<string | null> {
  return from === undefined ? null : vault.seal(holderId, JSON.stringify({ from }));
}
/** Whoever works here signs in by password, and is known by the device; anybody else is asked first (10.1.1). */
async function deviceOf(context: TrustContext, holderId: string, channel: SessionChannel): Promise<string | null> {
  const device = deviceName(context.actor.device);
  return device !== null && (channel === 'password' || (await hasConsent(context, holderId, DEVICE_PURPOSE)))
    ? context.vault.seal(holderId, device)
    : null;
}
export async function openOrigin(
  { vault }: TrustContext,
  holderId: string,
  { originSealed, deviceSealed }: { originSealed: string | null; deviceSealed: string | null },
): Promise<{ from: string | null; device: string | null }> {
  const origin = originSealed && (await vault.openUnrecorded(holderId, originSealed));
  return {
    from: (origin && jsonOf(z.object({ from: z.string().optional() }), origin).from) || null,
    device: deviceSealed && (await vault.openUnrecorded(holderId, deviceSealed)),
  };
}
