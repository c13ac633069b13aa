import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { limitProposalLifecycle } from './limit-proposal.lifecycle.ts';

/** What one person read of a limit in its standard's text: it holds once a second person has compared. */
export const LimitProposal = defineEntity({
  name: 'LimitProposal',
  properties: {
    id: column.id().primary(),
    /** The limit that it confirms or corrects. */
    indicatorId: column.reference().index(),
    /** The same while it waits, so that one waits at a time; null afterwards. */
    waitingFor: column.reference().nullable().unique(),
    categoryId: column.reference(),
    name: column.line(60),
    standardCode: column.line(60),
    /** What held when it was proposed. */
    heldBefore: column.line(200),
    min: column.real().nullable(),
    max: column.real().nullable(),
    words: column.json<readonly string[]>().nullable(),
    /** Where in the text it stands, and when it was read there. */
    source: column.line(200),
    readOn: column.date(),
    /** Of goods that were made on this day or later. */
    fromOn: column.date(),
    link: column.line(300).nullable(),
    fileId: column.reference().nullable().index(),
    state: column.state(limitProposalLifecycle),
    filedByAccountId: column.reference(),
    filedAtMs: column.time(),
    acceptDueAtMs: column.time(),
    decidedAtMs: column.time().nullable(),
    decidedByAccountId: column.reference().nullable(),
    returnReason: column.line(200).nullable(),
    /** Reports up to this lot were compared anew; null where none waits for that. */
    comparedUpTo: column.line(40).nullable(),
  },
  indexes: [{ properties: ['state', 'acceptDueAtMs'] }, { properties: ['filedAtMs'] }],
});
