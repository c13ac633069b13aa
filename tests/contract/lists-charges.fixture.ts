import type { Filled } from './lists-growers.fixture.ts';

/** Prices that wait in an emergency: there is none in the demo county. */
export const OF_EMERGENCIES: Filled = {
  PriceHold: (i, atMs, partyId) => ({
    emergencyId: 'rule',
    skuId: `sku${i}`,
    productId: `product${i}`,
    partyId,
    waitingFor: i % 2 ? `sku${i}` : null,
    title: '大米',
    labelVersion: 1,
    retailFen: 9900 + (i % 3),
    baseFen: 5000,
    limitFen: 6000,
    wanted: '{}',
    state: i % 2 ? 'waiting' : 'lapsed',
    openedAtMs: atMs,
    dueAtMs: atMs + 1,
  }),
};
/** Charges that differ from what was marked: the demo county has none. */
export const OF_CHARGES: Filled = {
  ChargeDifference: (i, atMs, partyId) => ({
    date: `2025-06-0${1 + Math.floor(i / 3)}`,
    kind: i % 2 ? 'goods' : 'delivery',
    finding: i % 3 ? 'above' : 'no-label',
    state: i % 3 ? 'refunded' : 'unclear',
    orderId: `order${i}`,
    orderNumber: `H${i}`,
    chargeId: `charge${i}`,
    partyId,
    buyerAccountId: 'x',
    goods: '大米',
    chargedFen: 5800 + (i % 3),
    quantity: 1,
    foundAtMs: atMs,
    dueAtMs: atMs,
  }),
};

/** Dearer tariffs that are to come: the demo county has none. */
export const OF_TARIFFS: Filled = {
  TariffChange: (i, atMs, partyId) => ({
    carrierPartyId: partyId,
    kind: 'rate',
    rateId: `rate${i}`,
    storage: 'ambient',
    divisionCode: '',
    title: '常温的货送到所有地方',
    openFor: i % 2 ? `rate${i}` : null,
    before: '{"offFen":0}',
    after: '{"offFen":0}',
    risePercent: 10 + (i % 3),
    isLeap: 0,
    state: i % 2 ? 'announced' : 'bound',
    announcedAtMs: atMs,
    bindsAtMs: atMs + 1,
  }),
};
