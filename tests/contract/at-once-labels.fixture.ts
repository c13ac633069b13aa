import { ofParty } from './at-once-actors.fixture.ts';
import type { Case } from './at-once.fixture.ts';

const LOT = "select id, partyId, code from Lot where state = 'released' order by id desc";

/** Labels of single bags: catalog. */
export const LABELS: Readonly<Record<string, Case>> = {
  printLabels: {
    subgraph: 'catalog',
    find: LOT,
    as: ofParty,
    // Room for one of the calls that come at once.
    back: [['catalog', 'update Lot set labelsPrinted = units - 5, labelsVoid = 0 where id = :id']],
    input: ({ id }) => ({ lotId: id, count: 3, form: 'SHEET' }),
  },
  voidLabels: {
    subgraph: 'catalog',
    find: LOT,
    as: ofParty,
    back: [
      ['catalog', 'update Lot set labelsPrinted = 9, labelsVoid = 0 where id = :id'],
      ['catalog', 'delete from VoidLabel where lotId = :id'],
    ],
    input: ({ id }) => ({ lotId: id, fromSerial: 2, toSerial: 4 }),
  },
  settleLabelDoubt: {
    subgraph: 'catalog',
    find: LOT,
    as: ofParty,
    back: [
      ['catalog', 'delete from LabelDoubt where lotId = :id'],
      [
        'catalog',
        `insert into LabelDoubt (id, lotId, serial, partyId, cause, state, openFor, openedAtMs, answerDueAtMs)
          values (:id, :id, 1, :partyId, 'often', 'open', :id, 1, 4102444800000)`,
      ],
      ['catalog', 'delete from VoidLabel where lotId = :id'],
    ],
    input: ({ id }) => ({ doubtId: id, decision: 'VOID' }),
  },
};
