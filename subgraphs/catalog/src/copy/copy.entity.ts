import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { ContentFinding, CopyMark } from './copy.policy.ts';

/** Every text that was checked before publication, with what was marked in it; refused ones too (7.3.7). */
export const CopyCheck = defineEntity({
  name: 'CopyCheck',
  properties: {
    id: column.id().primary(),
    productId: column.reference().index(),
    partyId: column.reference(),
    text: column.text(),
    passed: column.flag(),
    /** How many marks contradicted the record (7.3.7.j), and how many were forbidden words (7.3.7.k-l). */
    contradictionCount: column.integer(),
    forbiddenCount: column.integer(),
    marks: column.json<Pick<CopyMark, 'field' | 'start' | 'end' | 'word' | 'rule'>[]>(),
    /** By which version of the word rules. */
    rulesVersion: column.integer().default(1),
    atMs: column.time(),
  },
  indexes: [{ properties: ['atMs'] }],
});

/** A look at a published product against the law (6.5.b). */
export const ContentReview = defineEntity({
  name: 'ContentReview',
  properties: {
    id: column.id().primary(),
    productId: column.reference().index(),
    partyId: column.reference(),
    finding: column.code<ContentFinding>(),
    /** Sealed under the seller. */
    reason: column.sealedText(),
    clause: column.code().nullable(),
    reviewerId: column.reference(),
    atMs: column.time(),
  },
  indexes: [{ properties: ['atMs'] }],
});
