import { ok } from '@heitu/kit/rules/outcome';
import { ownActs } from '../audit/own-acts.ts';
import type { TrustContext } from '../context.ts';
import { Session } from './account.entity.ts';
import { REFUSED_RECORD_MS } from './account.policy.ts';

export interface StaleToken {
  sessionId: string;
  accountId: string;
  delegation?: { id: string; delegatorId: string };
  code: 'ACCOUNT_SUSPENDED' | 'DELEGATION_ENDED';
}

/**
 * Somebody acts with a token that was good until it was taken away: on the audit trail under their name and, where they
 * acted for another, under both.
 */
export async function recordStaleToken(
  context: TrustContext,
  { sessionId, accountId, delegation, code }: StaleToken,
): Promise<void> {
  const nowMs = context.clock.now();
  await context.transaction(async (tx) => {
    const noted = await tx.em.nativeUpdate(
      Session,
      { id: sessionId, $or: [{ refusedAtMs: null }, { refusedAtMs: { $lte: nowMs - REFUSED_RECORD_MS } }] },
      { refusedAtMs: nowMs },
    );
    if (noted === 0) return ok(null);
    tx.publish(
      ownActs,
      { type: 'act', id: context.requestId },
      {
        kind: 'act',
        outcome: 'refused',
        operation: 'authenticate',
        requestId: context.requestId,
        actorKind: 'account',
        actorId: accountId,
        roles: [],
        sessionId,
        ...(delegation && { delegation }),
        code,
        clause: '11.5.de',
        subject: [{ type: 'session', id: sessionId }],
      },
    );
    return ok(null);
  });
}
