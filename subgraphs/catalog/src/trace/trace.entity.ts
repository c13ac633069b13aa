import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { ProofStep } from './chain.ts';

const hash = () => column.line(64);

/** The head of a lot's chain. */
export const TraceChain = defineEntity({
  name: 'TraceChain',
  properties: {
    lotId: column.reference().primary(),
    length: column.integer(),
    headHash: hash(),
    /** Up to where a signed seal covers it. */
    sealedLength: column.integer(),
    updatedAtMs: column.time(),
  },
});

/**
 * One event of a lot's history. The chain hashes commitments, so the content beside it can be erased without breaking
 * the chain.
 */
export const TraceEvent = defineEntity({
  name: 'TraceEvent',
  properties: {
    id: column.id().primary(),
    lotId: column.reference(),
    sequence: column.integer(),
    /**
     * What happened, and the shipment or alarm behind it: as in the content, for counting. Null in rows of before the
     * content was sealed.
     */
    bizStep: column.code().nullable(),
    reference: column.reference().nullable(),
    /** Canonical JSON of the event, sealed under the lot's seller. */
    content: column.sealedText().columnType('mediumtext'),
    salt: column.line(32),
    commitment: hash(),
    hash: hash(),
    recordedAtMs: column.time(),
  },
  uniques: [{ properties: ['lotId', 'sequence'] }],
  indexes: [{ properties: ['recordedAtMs'] }],
});

/**
 * A signed Merkle root over the heads of the chains that grew since the seal before: whoever rewrites a whole chain
 * contradicts it.
 */
export const TraceSeal = defineEntity({
  name: 'TraceSeal',
  properties: {
    id: column.id().primary(),
    root: hash(),
    previousRoot: hash().nullable(),
    chainCount: column.integer(),
    keyId: column.line(16),
    signature: column.line(120),
    atMs: column.time(),
  },
  // One seal follows on a root: two lines of seals cannot go on side by side.
  uniques: [{ properties: ['previousRoot'] }],
  indexes: [{ properties: ['atMs'] }],
});

/** A chain's place under a seal; kept for chains that grew since the seal before. */
export const TraceSealLeaf = defineEntity({
  name: 'TraceSealLeaf',
  properties: {
    id: column.id().primary(),
    sealId: column.reference(),
    lotId: column.reference().index(),
    length: column.integer(),
    headHash: hash(),
    /** The hashes from the leaf up to the root. */
    proof: column.json<ProofStep[]>(),
  },
});
