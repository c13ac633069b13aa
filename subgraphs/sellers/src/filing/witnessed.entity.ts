import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';

/** A farmer filed at a village station: who read the declaration to them and stood by, and what they drew under it. */
export const WitnessedFiling = defineEntity({
  name: 'WitnessedFiling',
  tableName: 'WitnessedFiling',
  properties: {
    /** Its filing's. */
    id: column.id().primary(),
    partyId: column.reference().index(),
    agentAccountId: column.reference(),
    stationPartyId: column.reference(),
    stationName: column.line(),
    /** A picture as text, sealed under the party. */
    signatureSealed: column.sealed().columnType('mediumtext'),
    atMs: column.time(),
  },
});
