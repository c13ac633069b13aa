import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { platformFeeLifecycle } from './platform-fee.lifecycle.ts';
import type { FeeBase } from './platform-fee.policy.ts';

/** The platform's service fee, with the time that it holds for: what was bound is never changed, another follows it. */
export const PlatformFee = defineEntity({
  name: 'PlatformFee',
  tableName: 'PlatformFee',
  properties: {
    id: column.id().primary(),
    permille: column.integer(),
    feeOn: column.code<FeeBase>(),
    /** Why, as everybody reads it. */
    reason: column.line(200),
    state: column.state(platformFeeLifecycle),
    /** `next` while it is to come, so that there is one at a time; null afterwards. */
    openFor: column.code().nullable().unique(),
    risePercent: column.integer(),
    isLeap: column.flag(),
    proposedBy: column.reference().nullable(),
    proposedAtMs: column.time(),
    decidedBy: column.reference().nullable(),
    announcedAtMs: column.time().nullable(),
    bindsAtMs: column.time().nullable(),
    /** It holds for what was paid from then until then. */
    fromMs: column.time().nullable(),
    untilMs: column.time().nullable(),
    /** The rule for an emergency that holds it, and until when somebody looks. */
    emergencyId: column.reference().nullable(),
    document: column.line(80).nullable(),
    limitPercent: column.integer().nullable(),
    lookDueAtMs: column.time().nullable(),
    /** The rule under which somebody has allowed it. */
    allowedUnder: column.reference().nullable(),
    lookedAtMs: column.time().nullable(),
    lookedBy: column.reference().nullable(),
    /** What was found out. */
    found: column.line(500).nullable(),
    endedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['state', 'bindsAtMs'] }, { properties: ['fromMs'] }],
});
