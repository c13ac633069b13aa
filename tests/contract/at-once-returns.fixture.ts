import type { Actor } from '@heitu/kit/rules/actor';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { official, ofParty, on, toId } from './at-once-actors.fixture.ts';
import type { Case } from './at-once.fixture.ts';

const trust = on('trust');
const admin = (): Actor => official('operator-admin');
/** A month that is over, for each way of firing one. */
export const monthOf = (way: number): string => chinaDate(Date.now() - (40 + 31 * way) * DAY_MS).slice(0, 7);

const RESULT = 'select id, partyId, month, figures from Assessment where score is not null order by partyId, month';

/** What goes to the authorities: returns, reports of months, and who may look at these. */
export const RETURNS: Readonly<Record<string, Case>> = {
  produceReturn: {
    subgraph: 'trust',
    find: 'select id from StatisticalReturn order by id',
    as: admin,
    // Those of these months may have been filed by another case.
    back: [trust("update StatisticalReturn set state = 'produced' where state = 'filed'")],
    input: (_row, _county, way) => ({ period: monthOf(way) }),
  },
  approveReturn: {
    subgraph: 'trust',
    find: 'select id from StatisticalReturn order by id',
    as: admin,
    back: [trust("update StatisticalReturn set state = 'produced' where id = :id")],
    input: toId('returnId'),
  },
  fileReturn: {
    subgraph: 'trust',
    find: 'select id from StatisticalReturn order by id',
    as: admin,
    back: [
      trust(
        "update StatisticalReturn set state = 'approved', approvedBy = 'another', packageId = 'made' where id = :id",
      ),
    ],
    input: toId('returnId'),
  },
  assessMonth: { subgraph: 'trust', as: admin, input: (_row, _county, way) => ({ month: monthOf(way) }) },
  objectToAssessment: {
    subgraph: 'trust',
    find: RESULT,
    as: ofParty,
    back: [trust(`update AssessedMonth set state = 'draft', assessedAtMs = ${Date.now()} where month = :month`)],
    input: ({ partyId, month, figures }) => ({ partyId, month, metric: JSON.parse(String(figures))[0].metric }),
  },
  decideObjection: {
    subgraph: 'trust',
    find: RESULT,
    as: admin,
    back: [
      trust('delete from AssessmentObjection where id = :id'),
      trust(`insert into AssessmentObjection (id, month, partyId, metric, state, text, raisedAtMs, dueAtMs)
        values (:id, :month, :partyId, 'labels-complete', 'raised', '', 1, 9000000000000)`),
    ],
    input: ({ id }) => ({ objectionId: id, uphold: true }),
  },
  publishAssessment: {
    subgraph: 'trust',
    find: RESULT,
    as: admin,
    back: [
      trust(`update AssessedMonth set assessedAtMs = ${Date.now() - 4 * DAY_MS} where state = 'draft'`),
      // Whichever party comes first has objected above, in whichever month of theirs comes first.
      trust("delete from AssessmentObjection where state = 'raised'"),
    ],
    input: (_row, _county, way) => ({ month: monthOf(way) }),
  },
  issueMonthReport: { subgraph: 'trust', as: admin, input: (_row, _county, way) => ({ month: monthOf(way) }) },
  makeInspectionLink: {
    subgraph: 'trust',
    find: "select partyId from KnownParty where kind in ('cooperative', 'seller') order by partyId",
    as: admin,
    back: [
      trust("delete from MonthReport where month = '2026-10'"),
      trust(
        "insert into MonthReport (id, month, code, digest, content, issuedAtMs, issuedBy) values ('made', '2026-10', 'MADE', '', '[]', 1, 'x')",
      ),
    ],
    input: () => ({ month: '2026-10', days: 7 }),
  },
  revokeInspectionLink: {
    subgraph: 'trust',
    find: "select partyId from KnownParty where kind in ('cooperative', 'seller') order by partyId",
    as: admin,
    back: [
      trust('delete from InspectionLink where id = :partyId'),
      trust(
        "insert into InspectionLink (id, month, organisation, person, reason, secretHash, state, untilMs, madeBy, madeAtMs) values (:partyId, '2026-10', 'x', '', '', '', 'open', 9000000000000, 'x', 1)",
      ),
    ],
    input: ({ partyId }) => ({ linkId: partyId }),
  },
  packReturn: {
    subgraph: 'trust',
    find: "select id from StatisticalReturn where kind = 'trade-month' order by id",
    as: admin,
    back: [trust("update StatisticalReturn set state = 'approved', packageId = null where id = :id")],
    input: toId('returnId'),
  },
  correctReturn: {
    subgraph: 'trust',
    find: 'select id from StatisticalReturn where corrects is null order by id',
    as: admin,
    back: [
      trust('delete from StatisticalReturn where corrects = :id'),
      trust("update StatisticalReturn set state = 'filed' where id = :id"),
    ],
    input: toId('returnId'),
  },
};
