import type { Case } from './at-once.fixture.ts';
import { official } from './at-once-actors.fixture.ts';

/** A rule for an emergency that another person has entered. */
const ruled = (state: string) =>
  [
    ['catalog', 'delete from PriceEmergency'],
    [
      'catalog',
      `insert into PriceEmergency (id, issuer, document, region, categoryIds, basis, risePercent, startsAtMs, endsAtMs,
        state, enteredByAccountId, enteredAtMs, confirmDueAtMs)
      values (substr(:id, 1, 26), '', '', '', '[]', 'highest', 10, 1, 4000000000000, '${state}', 'another', 1, 4000000000000)`,
    ],
  ] as const;

/** Documents of the government on prices. */
export const PRICES: Readonly<Record<string, Case>> = {
  publishPriceBand: {
    subgraph: 'catalog',
    as: () => official('operator-admin'),
    whole: true,
    back: [['catalog', 'delete from PriceBand']],
    input: () => ({
      categoryId: 'rice',
      pricingType: 'GOVERNMENT_GUIDED',
      per: 'KILOGRAM',
      minFen: 1,
      maxFen: 2,
      issuer: '省发展改革委',
      document: '〔2026〕1号',
      effectiveOn: '2099-01-01',
    }),
  },
  declarePriceEmergency: {
    subgraph: 'catalog',
    as: () => official('operator-admin'),
    whole: true,
    back: [['catalog', 'delete from PriceEmergency']],
    input: () => ({
      issuer: '县发展改革局',
      document: '〔2026〕9号',
      region: '全县',
      categoryIds: ['rice'],
      basis: 'HIGHEST',
      risePercent: 10,
      startsOn: '2098-01-01',
      endsOn: '2099-01-01',
    }),
  },
  decidePriceEmergency: {
    subgraph: 'catalog',
    find: 'select id from Category order by id',
    as: () => official('operator-admin'),
    back: ruled('entered'),
    input: ({ id }) => ({ emergencyId: id, confirm: true }),
  },
  endPriceEmergency: {
    subgraph: 'catalog',
    find: 'select id from Category order by id',
    as: () => official('operator-admin'),
    back: ruled('in-force'),
    input: ({ id }) => ({ emergencyId: id, reason: '应急结束' }),
  },
  decidePriceHold: {
    subgraph: 'catalog',
    find: 'select id, productId, partyId, labelVersion from Sku where labelVersion > 0 order by id',
    as: () => official('reviewer'),
    back: [
      ...ruled('in-force'),
      ['catalog', 'delete from PriceHold'],
      [
        'catalog',
        `insert into PriceHold (id, emergencyId, skuId, productId, partyId, waitingFor, title, labelVersion, retailFen,
          baseFen, limitFen, wanted, state, openedAtMs, dueAtMs)
        values (substr(:id, 1, 26), substr(:id, 1, 26), :id, :productId, :partyId, :id, '', :labelVersion, 9, 1, 2,
          '{"pricingType":"market","specification":"x","origin":null,"grade":null,"memberFen":null,"priceManager":null,"priceSupervision":null}',
          'waiting', 1, 1)`,
      ],
    ],
    input: ({ id }) => ({ holdId: String(id).slice(0, 26), allow: false, reason: '看过' }),
  },
  endPriceBand: {
    subgraph: 'catalog',
    find: 'select id from Category order by id',
    as: () => official('operator-admin'),
    back: [
      ['catalog', 'delete from PriceBand'],
      [
        'catalog',
        `insert into PriceBand (id, categoryId, pricingType, per, minFen, maxFen, issuer, document, effectiveAtMs,
          publishedByAccountId, publishedAtMs) values (:id, :id, 'government-guided', 'kilogram', 1, 2, '', '', 1, '', 1)`,
      ],
    ],
    input: ({ id }) => ({ bandId: id, reason: '废止' }),
  },
};
