import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { Overseer } from '../disclosure/disclosure.policy.ts';

/** An authority or an industry body, with what it is competent for; its people come and go (12.1, 12.2). */
export const Authority = defineEntity({
  name: 'Authority',
  properties: {
    id: column.id().primary(),
    kind: column.code<Overseer>(),
    name: column.line(80).unique(),
    /** 管辖: where, and for what. */
    jurisdiction: column.line(200),
    savedBy: column.reference(),
    savedAtMs: column.time(),
  },
});

/** For whom an official acts: for one authority at a time. */
export const AuthorityMember = defineEntity({
  name: 'AuthorityMember',
  properties: { accountId: column.reference().primary(), authorityId: column.id(), sinceMs: column.time() },
  indexes: [{ properties: ['authorityId'] }],
});

/** What an authority was told, each time: the last one holds. */
export const OversightAnswer = defineEntity({
  name: 'OversightAnswer',
  properties: {
    /** Of its package's file, too. */
    id: column.id().primary(),
    requestId: column.id(),
    version: column.integer(),
    /** Sealed under the request. */
    text: column.sealedText(),
    /** What was wrong in the one before. */
    reason: column.sealedText().nullable(),
    attachmentIds: column.json<string[]>().nullable(),
    answeredBy: column.reference(),
    atMs: column.time(),
    /** SHA-256 of the text as handed over. */
    hash: column.line(64),
    /** Of the signed package: the code by which it is verified, SHA-256 of the file, how many orders it holds. */
    packageCode: column.line(10).nullable(),
    packageDigest: column.line(64).nullable(),
    orderCount: column.integer().nullable(),
  },
  uniques: [{ properties: ['requestId', 'version'] }],
});
