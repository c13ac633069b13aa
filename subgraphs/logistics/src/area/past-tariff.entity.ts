import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { Storage } from '@heitu/standard';

/** What a carrier took for delivering to a place, from when until when: what was charged then is held against it. */
export const PastRate = defineEntity({
  name: 'PastRate',
  tableName: 'PastRate',
  properties: {
    id: column.id().primary(),
    carrierPartyId: column.reference(),
    storage: column.code<Storage>(),
    divisionCode: column.code(),
    firstGrams: column.integer(),
    firstKilogramFen: column.fen(),
    stepGrams: column.integer(),
    perKilogramFen: column.fen(),
    fromMs: column.time(),
    /** Null while it holds. */
    untilMs: column.time().nullable(),
  },
  indexes: [{ properties: ['carrierPartyId', 'storage', 'divisionCode', 'fromMs'] }],
});

/** By how much less a carrier brought a parcel to a station, from when until when. */
export const PastStationOff = defineEntity({
  name: 'PastStationOff',
  tableName: 'PastStationOff',
  properties: {
    id: column.id().primary(),
    carrierPartyId: column.reference(),
    offFen: column.fen(),
    fromMs: column.time(),
    untilMs: column.time().nullable(),
  },
  indexes: [{ properties: ['carrierPartyId', 'fromMs'] }],
});
