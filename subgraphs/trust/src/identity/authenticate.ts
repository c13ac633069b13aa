import type { Actor, Grant } from '@heitu/kit/rules/actor';
import { statement } from '@heitu/kit/data/statement';
import type { TrustContext, TrustRows } from '../context.ts';
import { holdingDelegation } from '../delegation/delegation.loader.ts';
import { DELEGATE_ROLE } from '../delegation/delegation.policy.ts';
import { clientActor } from '../partners/client-actor.ts';
import { Session } from './account.entity.ts';
import {
  FIXED_CHANNELS,
  readToken,
  sameHash,
  secretHashOf,
  SESSION_LIFETIME_MS,
  SESSION_TOUCH_MS,
  type SessionChannel,
} from './account.policy.ts';
import { recordStaleToken } from './record-stale-token.ts';
import { YES } from '@heitu/kit/data/entities';
import { fromJson } from '@heitu/kit/rules/typed-json';

const sessionWithGrants = statement((rows: TrustRows, { sessionId }: { sessionId: string }) =>
  rows
    .selectFrom('Session as s')
    .leftJoin('Account as a', 'a.id', 's.holderId')
    .leftJoin('ApiClient as c', 'c.id', 's.holderId')
    .leftJoin('GrantRow as g', (join) => join.onRef('g.accountId', '=', 's.holderId').on('g.active', '=', YES))
    .select([
      's.id',
      's.holderId',
      's.holderKind',
      's.secretHash',
      's.channel',
      's.delegationId',
      's.scopes',
      's.lastSeenAtMs',
      's.expiresAtMs',
      's.endedAtMs',
      'a.state as accountState',
      'c.active as clientActive',
      'c.partyId as clientPartyId',
      'c.scopes as clientScopes',
      'c.minuteMax',
      'c.dayMax',
      'g.id as grantId',
      'g.role',
      'g.partyId',
      'g.rights',
    ])
    .where('s.id', '=', sessionId),
);

/**
 * Who holds this token now, with the roles of this moment: a revoked role or session is gone at the next call. Null for
 * a token that is not, or no longer, good.
 */
export async function authenticate(context: TrustContext, credentials: string): Promise<Actor | null> {
  const token = readToken(credentials);
  if (!token) return null;
  const nowMs = context.clock.now();
  const [rows] = await context.read(sessionWithGrants({ sessionId: token.id }));
  const session = rows[0];
  if (!session || !sameHash(session.secretHash, secretHashOf(token.secret))) return null;
  if (session.accountState === 'suspended') {
    await recordStaleToken(context, { sessionId: session.id, accountId: session.holderId, code: 'ACCOUNT_SUSPENDED' });
    return null;
  }
  // Asked anew each time: ended, expired, the owner no longer owner or the station no longer approved, it is over.
  const held = session.delegationId ? await holdingDelegation(context, session.delegationId, session.holderId) : null;
  if (session.delegationId && !held) {
    const { delegatorId } = await context.rows
      .selectFrom('Delegation')
      .select('delegatorId')
      .where('id', '=', session.delegationId)
      .executeTakeFirstOrThrow();
    await recordStaleToken(context, {
      sessionId: session.id,
      accountId: session.holderId,
      delegation: { id: session.delegationId, delegatorId },
      code: 'DELEGATION_ENDED',
    });
    return null;
  }
  if (session.endedAtMs !== null || session.expiresAtMs <= nowMs) return null;
  const isClient = session.holderKind === 'client';
  if (isClient ? !session.clientActive : session.accountState !== 'active') return null;
  if (nowMs - session.lastSeenAtMs >= SESSION_TOUCH_MS) await touch(context, session);
  if (isClient) return clientActor(context, session);
  if (held) {
    const grants: Grant[] = [{ role: DELEGATE_ROLE, partyId: held.partyId, rights: fromJson(held.rights) }];
    return {
      kind: 'account',
      id: session.holderId,
      grants,
      sessionId: session.id,
      delegation: { id: held.id, delegatorId: held.delegatorId },
    };
  }
  // Sorted here: on a server a sort of texts costs more than all the rest.
  rows.sort((one, other) => ((one.grantId ?? '') < (other.grantId ?? '') ? -1 : 1));
  const grants: Grant[] = rows.flatMap(({ role, partyId, rights }) =>
    role === null ? [] : [{ role, ...(partyId && { partyId }), ...(rights && { rights: fromJson(rights) }) }],
  );
  return { kind: 'account', id: session.holderId, grants: [{ role: 'consumer' }, ...grants], sessionId: session.id };
}

/** It was used: its end moves on, but for those whose end was told to their holder. */
async function touch(context: TrustContext, { id, channel }: { id: string; channel: SessionChannel }): Promise<void> {
  const nowMs = context.clock.now();
  await context.em.nativeUpdate(
    Session,
    { id, endedAtMs: null },
    {
      lastSeenAtMs: nowMs,
      ...(!FIXED_CHANNELS.has(channel) && { expiresAtMs: nowMs + SESSION_LIFETIME_MS[channel] }),
    },
  );
}
