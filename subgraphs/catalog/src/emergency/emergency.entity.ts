import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { TariffService } from '@heitu/standard';
import type { PricingType } from '../price/price-label.policy.ts';
import type { RiseBasis } from './emergency.kinds.ts';
import { emergencyLifecycle, priceHoldLifecycle } from './emergency.lifecycle.ts';

/** What an authority declared of prices in an emergency: every number of it is the document's (Price Law 30, 31). */
export const PriceEmergency = defineEntity({
  name: 'PriceEmergency',
  properties: {
    id: column.id().primary(),
    issuer: column.line(80),
    document: column.line(80),
    region: column.line(80),
    categoryIds: column.json<string[]>(),
    /** What is paid for services that the document names as well; null in rows from before there were any. */
    services: column.json<TariffService[]>().nullable(),
    basis: column.code<RiseBasis>(),
    risePercent: column.integer(),
    startsAtMs: column.time(),
    endsAtMs: column.time(),
    state: column.state(emergencyLifecycle),
    enteredByAccountId: column.reference(),
    enteredAtMs: column.time(),
    confirmDueAtMs: column.time(),
    confirmedByAccountId: column.reference().nullable(),
    /** When the labels that were too high already were listed. */
    listedAtMs: column.time().nullable(),
    endedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['state', 'endsAtMs'] }, { properties: ['enteredAtMs'] }],
});

/** What its seller wants a SKU's next label to say, for as long as nobody has looked at it. */
export interface WantedLabel {
  specification: string | null;
  origin: string | null;
  grade: string | null;
  pricingType: PricingType;
  memberFen: number | null;
  priceManager: string | null;
  priceSupervision: string | null;
}
export const PriceHold = defineEntity({
  name: 'PriceHold',
  properties: {
    id: column.id().primary(),
    emergencyId: column.reference(),
    skuId: column.reference(),
    productId: column.reference().index(),
    partyId: column.reference(),
    /** The SKU while it waits, so that there is one at a time; null afterwards. */
    waitingFor: column.reference().nullable().unique(),
    title: column.line(),
    /** The label that it would follow; what it costs while this waits. */
    labelVersion: column.integer(),
    currentFen: column.fen().nullable(),
    retailFen: column.fen(),
    baseFen: column.fen(),
    limitFen: column.fen(),
    wanted: column.json<WantedLabel>(),
    state: column.state(priceHoldLifecycle),
    openedAtMs: column.time(),
    dueAtMs: column.time(),
    decidedAtMs: column.time().nullable(),
    decidedByAccountId: column.reference().nullable(),
    /** Sealed under the seller. */
    reason: column.sealedText().nullable(),
  },
  indexes: [
    { properties: ['state', 'dueAtMs'] },
    { properties: ['skuId', 'emergencyId', 'state'] },
    { properties: ['partyId', 'openedAtMs'] },
    { properties: ['openedAtMs'] },
  ],
});
