import { official } from './at-once-actors.fixture.ts';
import type { Case } from './at-once.fixture.ts';

/** Limits as they stand in the texts of their standards. */
export const LIMITS: Readonly<Record<string, Case>> = {
  proposeLimit: {
    subgraph: 'catalog',
    find: 'select id, standardCode from Indicator where isNational = 1 and max is not null and untilOn is null order by id',
    as: () => official('reviewer'),
    back: [['catalog', 'delete from LimitProposal']],
    input: ({ id, standardCode }) => ({
      limitId: id,
      standardCode,
      min: null,
      max: 0.1,
      words: [],
      readOn: '2026-01-01',
      fromOn: '2023-06-30',
      link: 'https://std.samr.gov.cn/gb',
      fileId: null,
    }),
  },
  decideLimit: {
    subgraph: 'catalog',
    find: 'select id, categoryId, name, standardCode from Indicator where isNational = 1 and max is not null and untilOn is null order by id',
    as: () => official('reviewer'),
    back: [
      ['catalog', 'delete from LimitProposal'],
      ['catalog', 'update Indicator set untilOn = null where id = :id'],
      [
        'catalog',
        `insert into LimitProposal (id, indicatorId, waitingFor, categoryId, name, standardCode, heldBefore, max, source,
          readOn, fromOn, link, state, filedByAccountId, filedAtMs, acceptDueAtMs)
        values (substr(:id, 1, 26), :id, :id, :categoryId, :name, :standardCode, '', 1, '', '2026-01-01', '2026-01-01',
          'https://std.samr.gov.cn/gb', 'filed', 'another', 1, 4000000000000)`,
      ],
    ],
    input: ({ id }) => ({ proposalId: String(id).slice(0, 26), accepted: true, reason: null }),
  },
};
