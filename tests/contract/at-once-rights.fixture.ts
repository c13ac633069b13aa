import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { Actor } from '@heitu/kit/rules/actor';
import { idFrom } from '@heitu/kit/rules/ids';
import { byAuthor, official, OFFICIAL, ofParty, on, toId } from './at-once-actors.fixture.ts';
import type { Case } from './at-once.fixture.ts';

const trust = on('trust');
const MEDIATOR = idFrom('account:staff:heitu-mediator');
const mediator = (): Actor => official('mediator');
const AT = '2026-01-01T00:00:00.000Z';
const WORDS = '只收办这件事要用的，事先告知过';
const PERSON = "select id, id as accountId from Account where login is null and state = 'active' order by id desc";
const COMPLAINT = `select id, accountId, partyId from Complaint
  where orderId is not null and partyId is not null order by id`;
const PARTY = "select partyId from KnownParty where kind in ('cooperative', 'seller') order by partyId";
/** The buyer of a complaint demanded its seller's name, under the complaint's own id. */
const DEMANDED = [
  trust('delete from SellerDemand where complaintId = :id'),
  trust(
    "insert into SellerDemand (id, complaintId, accountId, partyId, state, askedAtMs, dueAtMs) values (:id, :id, :accountId, :partyId, 'asked', 1, 9000000000000)",
  ),
];

/** Two people of the platform, and a medium in the hands of the first. */
const MEDIUM = "select id from Account where login is not null and state = 'active' order by id";
const medium = (state: 'kept' | 'offered') => [
  trust('delete from MediumHandover'),
  trust('delete from BackupMedium'),
  trust(
    `insert into BackupMedium (id, label, kind, state, holderId, heldSinceMs, place, isOffSite, takerId, offeredAtMs, registeredAtMs)
      values (:id, 'HT-1', 'tape', '${state}', '${state === 'kept' ? OFFICIAL : 'another'}', 1, 'x', 1, ${state === 'kept' ? 'null, null' : `'${OFFICIAL}', 9000000000000`}, 1)`,
  ),
];

/** What people demand of the platform by law. */
export const RIGHTS: Readonly<Record<string, Case>> = {
  leaveCovenant: {
    subgraph: 'trust',
    find: PARTY,
    as: ofParty,
    back: [
      trust('delete from CovenantMember where partyId = :partyId'),
      trust('insert into CovenantMember (partyId, version, joinedAtMs) values (:partyId, 1, 1)'),
    ],
    input: ({ partyId }) => ({ partyId }),
  },
  tellOfLeak: {
    subgraph: 'trust',
    find: PERSON,
    as: () => official('operator-admin'),
    back: [
      trust('delete from LeakNotice where incidentId = :id'),
      trust('delete from Incident where id = :id'),
      trust(
        "insert into Incident (id, kind, summary, unit, startedAtMs, recoveredAtMs, recordedBy) values (:id, 'leak', '', '', 1, 2, :id)",
      ),
    ],
    input: (row) => ({
      ...toId('incidentId')(row),
      readerId: null,
      from: AT,
      to: AT,
      contact: '400-000-0000',
    }),
  },
  recordAssessment: {
    subgraph: 'trust',
    as: () => official('operator-admin'),
    input: () => ({
      purpose: 'filing',
      lawful: WORDS,
      risks: WORDS,
      measures: WORDS,
      validUntilOn: chinaDate(Date.now() + 20 * DAY_MS),
    }),
  },
  reviewAssessment: {
    subgraph: 'trust',
    find: PERSON,
    as: mediator,
    back: [
      trust('delete from ImpactAssessment where id = :id'),
      trust(
        "insert into ImpactAssessment (id, purpose, lawful, risks, measures, validUntil, state, recordedAtMs, recordedBy) values (:id, 'filing', '', '', '', '2099-01-01', 'drafted', 1, 'another')",
      ),
    ],
    input: toId('assessmentId'),
  },
  askCorrection: {
    subgraph: 'trust',
    find: PERSON,
    as: byAuthor,
    back: [trust('delete from Correction where accountId = :id')],
    input: () => ({ field: 'OTHER', partyId: null, photoIds: [] }),
  },
  decideCorrection: {
    subgraph: 'trust',
    find: PERSON,
    as: mediator,
    back: [
      trust('delete from Correction where id = :id'),
      trust(
        "insert into Correction (id, accountId, field, value, reason, state, askedAtMs, dueAtMs) values (:id, :id, 'other', '', '', 'asked', 1, 9000000000000)",
      ),
    ],
    input: toId('correctionId'),
  },
  askSellerIdentity: {
    subgraph: 'trust',
    find: COMPLAINT,
    as: byAuthor,
    back: [trust('delete from SellerDemand where complaintId = :id')],
    input: toId('complaintId'),
  },
  giveSellerIdentity: { subgraph: 'trust', find: COMPLAINT, as: mediator, back: DEMANDED, input: toId('demandId') },
  standInForSeller: {
    subgraph: 'trust',
    find: COMPLAINT,
    as: mediator,
    back: [...DEMANDED, trust("update Complaint set state = 'escalated', closedAtMs = null where id = :id")],
    input: toId('demandId'),
  },
  registerMedium: {
    subgraph: 'trust',
    as: () => official('operator-admin'),
    back: [trust('delete from BackupMedium')],
    input: () => ({ label: 'HT-9' }),
  },
  handOverMedium: {
    subgraph: 'trust',
    find: MEDIUM,
    as: () => official('operator-admin'),
    back: medium('kept'),
    input: (row) => ({ mediumId: row['id'], takerId: MEDIATOR }),
  },
  confirmCustody: {
    subgraph: 'trust',
    find: MEDIUM,
    as: () => official('operator-admin'),
    back: medium('offered'),
    input: toId('mediumId'),
  },
  destroyMedium: {
    subgraph: 'trust',
    find: MEDIUM,
    as: () => official('operator-admin'),
    back: medium('kept'),
    input: toId('mediumId'),
  },
  answerDatabaseSighting: {
    subgraph: 'trust',
    find: 'select id from Account order by id',
    as: () => official('operator-admin'),
    back: [
      trust('delete from DatabaseSighting'),
      trust(
        `insert into DatabaseSighting (id, "number", "user", "host", state, seenAtMs, lastSeenAtMs)
          values (:id, 7, 'root', 'localhost', 'seen', 1, 1)`,
      ),
    ],
    input: toId('sightingId'),
  },
  approvePermissionVersion: {
    subgraph: 'trust',
    find: 'select id from Account order by id',
    as: () => official('operator-admin'),
    back: [
      trust('delete from PermissionVersion'),
      trust(
        `insert into PermissionVersion
          (id, digest, ruleCount, addedCount, removedCount, changes, state, seenAtMs, lastSeenAtMs, dueAtMs)
          values (:id, 'd', 1, 1, 0, '[]', 'unapproved', 1, 1, 9000000000000)`,
      ),
    ],
    input: toId('versionId'),
  },
};
