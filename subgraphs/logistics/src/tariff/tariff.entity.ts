import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { Storage } from '@heitu/standard';
import { tariffLifecycle } from './tariff.lifecycle.ts';
import type { Tariff, TariffChangeKind } from './tariff.policy.ts';

/** A tariff of a carrier that is to be dearer, as it was published: from when, what it was and what it will be. */
export const TariffChange = defineEntity({
  name: 'TariffChange',
  tableName: 'TariffChange',
  properties: {
    id: column.id().primary(),
    carrierPartyId: column.reference(),
    kind: column.code<TariffChangeKind>(),
    /** The rate; null of the discount at stations. */
    rateId: column.reference().nullable(),
    storage: column.code<Storage>().nullable(),
    divisionCode: column.code(),
    /** Of what it is the price, as people read it. */
    title: column.line(),
    /** What it is about while it is to come, so that there is one at a time; null afterwards. */
    openFor: column.reference().nullable().unique(),
    before: column.json<Tariff>(),
    after: column.json<Tariff>(),
    risePercent: column.integer(),
    isLeap: column.flag(),
    state: column.state(tariffLifecycle),
    announcedAtMs: column.time(),
    bindsAtMs: column.time(),
    /** The rule for an emergency that holds it, and until when somebody looks. */
    emergencyId: column.reference().nullable(),
    document: column.line(80).nullable(),
    limitPercent: column.integer().nullable(),
    lookDueAtMs: column.time().nullable(),
    /** The rule under which somebody has allowed it. */
    allowedUnder: column.reference().nullable(),
    lookedAtMs: column.time().nullable(),
    lookedByAccountId: column.reference().nullable(),
    endedAtMs: column.time().nullable(),
    /** Sealed under the carrier. */
    reason: column.sealedText().nullable(),
  },
  indexes: [
    { properties: ['state', 'bindsAtMs'] },
    { properties: ['carrierPartyId', 'announcedAtMs'] },
    { properties: ['announcedAtMs'] },
  ],
});
