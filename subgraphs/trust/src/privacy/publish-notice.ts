import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { unlessTaken } from '@heitu/kit/data/only-one';
import { ok } from '@heitu/kit/rules/outcome';
import { judged, line, named, paragraph, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { toJson } from '@heitu/kit/rules/typed-json';
import { unlawfulUnquoted } from '@heitu/standard';
import { mutation } from '../context.ts';
import { bindsAtOnceFromMs, FIRST_VERSION, HEARD_MS } from '../disclosure/document.policy.ts';
import { NOTICE_CHANGED } from './privacy.refusals.ts';
import { Notice } from './privacy.entity.ts';
import { noticeHash } from './purposes.policy.ts';
import { NoticeAccepted } from './privacy.view.ts';

const part = judged(paragraph(4000, 4), unlawfulUnquoted);

/** An administrator publishes the next version of the notice, all six parts; it binds seven days later (10.2.a-f). */
export const publishNotice = mutation({
  name: 'publishNotice',
  description:
    'Publishes the next version of the privacy notice, all six parts; it binds seven days later, a first one at once.',
  may: permit.role('operator-admin'),
  input: z.object({
    parts: named(
      'NoticePartsInput',
      z.object({
        a: part.describe('Who collects.'),
        b: part.describe('What for.'),
        c: part.describe('Who may be given it.'),
        d: part.describe('What is collected, and how.'),
        e: part.describe('What follows where it is not given.'),
        f: part.describe('How it is kept secret and true.'),
      }),
    ).describe('All six, by letter.'),
    atOnceBecause: line(200, 4).nullish().describe('The law that demands it at once; shown with it. Else left out.'),
  }),
  requestId: 'must',
  refusals: { NOTICE_CHANGED },
  shows: asItIs(NoticeAccepted),
  run: (context, { parts, atOnceBecause }, refuse) =>
    context.transaction(async (tx) => {
      const newest = await tx.rows
        .selectFrom('Notice')
        .select('version')
        .orderBy('version', 'desc')
        .limit(1)
        .executeTakeFirst();
      const version = (newest?.version ?? 0) + 1;
      const nowMs = context.clock.now();
      const why = newest ? (atOnceBecause ?? null) : FIRST_VERSION;
      // Where somebody else publishes the next version in the same moment, the person looks at it first.
      const taken = await unlessTaken(
        tx.em.insert(Notice, {
          version,
          parts: toJson(parts),
          contentHash: noticeHash(version, parts),
          publishedBy: context.actor.id,
          publishedAtMs: nowMs,
          // The first beginning of a day that leaves seven whole ones.
          effectiveAtMs:
            why === null ? startOfChinaDate(chinaDate(nowMs + HEARD_MS + DAY_MS)) : bindsAtOnceFromMs(why, nowMs),
          atOnceBecause: why,
        }),
        refuse('NOTICE_CHANGED'),
      );
      if (taken) return taken;
      tx.audit({ type: 'notice', id: String(version), clause: '10.2.a-f' });
      return ok({ version });
    }),
});
