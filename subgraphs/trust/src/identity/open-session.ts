import { randomBytes } from 'node:crypto';
import { lockRows } from '@heitu/kit/data/only-one';
import { jsonOf } from '@heitu/kit/rules/checked';
import type { Json } from '@heitu/kit/rules/typed-json';
import { z } from '@heitu/kit/rules/validate';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { Account, ApiClient, Session } from './account.entity.ts';
import { sessions } from './account.moves.ts';
import { secretHashOf, SESSION_LIFETIME_MS, SESSIONS_MAX, type SessionChannel } from './account.policy.ts';
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
    createdAtMs: nowMs,
    lastSeenAtMs: nowMs,
    expiresAtMs: nowMs + SESSION_LIFETIME_MS[channel],
    endedAtMs: null,
    refusedAtMs: null,
  });
  return `hs.${id}.${secret}`;
}

/** Where the request came from and what sent it, for the session's owner to recognise. */
async function originOf(context: TrustContext, holderId: string): Promise<string | null> {
  const { from } = context.actor;
  const device = deviceName(context.actor.device) ?? undefined;
  return from === undefined && device === undefined
    ? null
    : context.vault.seal(holderId, JSON.stringify({ from, device }));
}
export async function openOrigin(
  context: TrustContext,
  holderId: string,
  originSealed: string | null,
): Promise<{ from?: string; device?: string }> {
  const origin = originSealed && (await context.vault.openUnrecorded(holderId, originSealed));
  return origin ? jsonOf(z.object({ from: z.string().optional(), device: z.string().optional() }), origin) : {};
}
