import { ofParty, on } from './at-once-actors.fixture.ts';
import type { Case } from './at-once.fixture.ts';

const sql = on('logistics');
const NO_CARD = sql('delete from HandoverCard where sellerPartyId = :partyId');
const SIGNED =
  "select id, shipmentId, sellerPartyId as partyId, carrierPartyId from Handover where state = 'signed' order by id";

/** The cards that sellers have for where no phone works. What is signed by one: the room's own at-once.spec.ts. */
export const CARDS: Readonly<Record<string, Case>> = {
  issueHandoverCard: {
    subgraph: 'logistics',
    find: SIGNED,
    as: ofParty,
    back: [NO_CARD],
    input: ({ partyId }) => ({ partyId, replacesId: null }),
  },
  withdrawHandoverCard: {
    subgraph: 'logistics',
    find: SIGNED,
    as: ofParty,
    back: [
      NO_CARD,
      sql(`insert into HandoverCard (id, sellerPartyId, inForceFor, issuedAtMs, issuedBy)
        values (:id, :partyId, :partyId, 1, 'somebody')`),
    ],
    input: ({ id }) => ({ cardId: id }),
  },
  objectToHandover: {
    subgraph: 'logistics',
    find: SIGNED,
    as: ofParty,
    back: [
      sql('delete from Mismatch where handoverId = :id'),
      sql('delete from Reconciliation where objectedHandoverId = :id'),
      sql('delete from CardSignature where id = :id'),
      sql(`insert into CardSignature (id, cardId, shipmentId, sellerPartyId, courierAccountId, signer, signedHash, atMs, objectByMs)
        values (:id, :id, :shipmentId, :partyId, 'a courier', '', '', 1, 9000000000000)`),
    ],
    input: ({ id }) => ({ handoverId: id, nobodyOfOurs: false }),
  },
};
