import type { DueBeside } from '@heitu/kit/data/due';
import { hasRole } from '@heitu/kit/rules/actor';
import { DUE_OF_A_KIND_MAX } from '@heitu/kit/rules/due';
import { OVERSEERS } from '@heitu/standard';
import type { TrustContext } from '../context.ts';
import { mediaInUse } from './keepers.ts';
import { mediumLifecycle } from './medium.lifecycle.ts';
import { MEDIA_KEEPERS } from './medium.policy.ts';

/** Who is to sign for a medium has it on their own list; an administrator sees all of them. */
export const mediaToSign: DueBeside<TrustContext> = {
  kind: 'medium-handover',
  clause: '11.7.4.dz',
  roles: MEDIA_KEEPERS,
  rows: async ({ rows, actor, clock }) => {
    if (hasRole(actor, 'operator-admin')) return [];
    const offered = await rows
      .selectFrom('BackupMedium')
      .select(['id', 'label as title', 'state', 'offeredAtMs'])
      .where('state', '=', 'offered')
      .where('takerId', '=', actor.id)
      .orderBy('offeredAtMs')
      .limit(DUE_OF_A_KIND_MAX)
      .execute();
    return offered.map(({ id, title, ...row }) => ({
      id,
      title,
      sinceMs: row.offeredAtMs ?? clock.now(),
      dueAtMs: mediumLifecycle.dueAtMs(row),
    }));
  },
};

/** Media whose holder is with the operator no more. */
export const unheldMedia: DueBeside<TrustContext> = {
  kind: 'medium-unheld',
  clause: '11.7.4.dz',
  roles: OVERSEERS.platform,
  rows: async (context) => {
    const media = await mediaInUse(context);
    const nowMs = context.clock.now();
    return media
      .filter(({ isHeld }) => !isHeld)
      .slice(0, DUE_OF_A_KIND_MAX)
      .map(({ id, label, heldSinceMs }) => ({ id, title: label, sinceMs: heldSinceMs, dueAtMs: nowMs }));
  },
};
