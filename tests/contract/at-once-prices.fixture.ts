import type { Case } from './at-once.fixture.ts';
import { official } from './at-once-actors.fixture.ts';

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
