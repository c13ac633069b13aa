import type { Actor } from '@heitu/kit/rules/actor';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { official, on } from './at-once-actors.fixture.ts';
import type { Case } from './at-once.fixture.ts';

const trust = on('trust');
const admin = (): Actor => official('operator-admin');
const dayFromNow = (days: number): string => chinaDate(Date.now() + days * DAY_MS);

/** Rules from draft to the day from which they bind, and the end of the platform. */
export const RULES: Readonly<Record<string, Case>> = {
  publishDocument: { subgraph: 'trust', as: admin },
  proposeEnding: {
    subgraph: 'trust',
    as: admin,
    back: [trust('delete from PlatformEnding')],
    input: () => ({ endsOn: dayFromNow(90) }),
  },
  decideEnding: {
    subgraph: 'trust',
    find: 'select id from PublicDocument order by id',
    as: admin,
    back: [
      trust('delete from PlatformEnding'),
      trust(`insert into PlatformEnding (id, state, reason, endsAtMs, lapsesAtMs, proposedBy, proposedAtMs, openFor)
        values (:id, 'proposed', '歇业', 9000000000000, 9000000000000, 'somebody', 1, 'platform')`),
    ],
    input: ({ id }) => ({ endingId: id, announce: true }),
  },
  commentOnDocument: {
    subgraph: 'trust',
    find: 'select id from PublicDocument order by id',
    as: admin,
    back: [trust("update PublicDocument set state = 'draft' where id = :id"), trust('delete from DocumentComment')],
    input: ({ id }) => ({ draftId: id }),
  },
  answerComment: {
    subgraph: 'trust',
    find: 'select id from PublicDocument order by id',
    as: admin,
    back: [
      trust('delete from DocumentComment where id = :id'),
      trust(`insert into DocumentComment (id, documentId, accountId, text, atMs) values (:id, :id, :id, 'sealed:', 1)`),
    ],
    input: ({ id }) => ({ commentId: id }),
  },
  adoptDocument: {
    subgraph: 'trust',
    find: 'select id from PublicDocument order by id',
    as: admin,
    back: [trust("update PublicDocument set state = 'draft', heardUntilMs = 0, effectiveAtMs = null where id = :id")],
    input: ({ id }) => ({ draftId: id, effectiveOn: dayFromNow(20) }),
  },
};
