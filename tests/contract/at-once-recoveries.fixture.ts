import { ofParty, official } from './at-once-actors.fixture.ts';
import type { Case } from './at-once.fixture.ts';

/** How what nothing here collects ends. */
export const RECOVERIES: Readonly<Record<string, Case>> = {
  proposeRecoveryEnd: {
    subgraph: 'payments',
    find: 'select id from Recovery order by id',
    as: () => official('finance'),
    // The provider has given up to return it.
    back: [
      [
        'payments',
        `update Recovery set state = 'open', returnFailedAtMs = 1, proposedBy = null, proposedAtMs = null
          where id = :id`,
      ],
    ],
    input: ({ id }) => ({ recoveryId: id, how: 'GIVEN_UP', reason: '收不回' }),
  },
  answerRecoveryEnd: {
    subgraph: 'payments',
    find: 'select id, partyId from Recovery order by id',
    as: ofParty,
    back: [
      [
        'payments',
        `update Recovery set state = 'open', creditorPartyId = partyId, proposedBy = 'somebody', proposedAtMs = 1,
          endHow = 'given-up', creditorAgreedAtMs = null where id = :id`,
      ],
    ],
    input: ({ id }) => ({ recoveryId: id, agrees: true }),
  },
  confirmRecoveryEnd: {
    subgraph: 'payments',
    find: 'select id from Recovery order by id',
    as: () => official('finance'),
    back: [
      ['payments', "delete from LedgerTransfer where kind = 'recovery'"],
      [
        'payments',
        `update Recovery set state = 'open', proposedBy = 'somebody', proposedAtMs = 1, endHow = 'given-up',
          creditorPartyId = '', settingOffFen = 0 where id = :id`,
      ],
    ],
    input: ({ id }) => ({ recoveryId: id }),
  },
};
