import { YES } from '@heitu/kit/data/entities';
import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { USUAL_WISHES } from '../messages/message.policy.ts';
import { notifyAccount } from '../messages/notify.ts';
import { queueSms } from '../messages/queue-sms.ts';
import { LeakNotice, LeakTold } from './leak.entity.ts';
import { leaks } from './leak.moves.ts';

const BATCH_MAX = 100;

/** Job: tells those whose data leaked, a batch at a time; where it stopped is written with what it told. */
export async function tellPeople(context: TrustContext): Promise<void> {
  const open = await context.rows.selectFrom('LeakNotice').selectAll().where('state', '=', 'telling').execute();
  await eachAlone(open, async (notice) => {
    const subjects = await affectedAfter(context, notice);
    await context.transaction(async (tx) => {
      const lost = await tellEach(context, tx, notice, subjects);
      const where = { id: notice.id, reachedTo: notice.reachedTo };
      if (subjects.length < BATCH_MAX) {
        await leaks.bySystem(context, tx, 'end', where, {
          endedAtMs: context.clock.now(),
          affectedCount: notice.affectedCount + subjects.length,
          lostCount: notice.lostCount + lost,
        });
        return ok(null);
      }
      await tx.em.nativeUpdate(LeakNotice, where, {
        reachedTo: subjects.at(-1),
        affectedCount: notice.affectedCount + subjects.length,
        lostCount: notice.lostCount + lost,
      });
      return ok(null);
    });
  });
}

interface Scope {
  id: string;
  readerId: string | null;
  fromMs: number;
  toMs: number;
  reachedTo: string;
}
/** Whose data it was: accounts and parties, in the order of their ids. */
async function affectedAfter({ rows }: TrustContext, { readerId, fromMs, toMs, reachedTo }: Scope): Promise<string[]> {
  if (readerId === null) {
    const all = await rows
      .selectFrom('Account')
      .select('id')
      .where('id', '>', reachedTo)
      .where('createdAtMs', '<=', toMs)
      .orderBy('id')
      .limit(BATCH_MAX)
      .execute();
    return all.map(({ id }) => id);
  }
  const looked = await rows
    .selectFrom('PersonalDataRead')
    .select('subjectId')
    .distinct()
    .where('readerId', '=', readerId)
    .where('refused', '!=', YES)
    .where('atMs', '>=', fromMs)
    .where('atMs', '<=', toMs)
    .where('subjectId', '>', reachedTo)
    .orderBy('subjectId')
    .limit(BATCH_MAX)
    .execute();
  return looked.map(({ subjectId }) => subjectId);
}

/** Each person once, those of a party by its owners; answers of how many nobody is left. */
async function tellEach(
  context: TrustContext,
  tx: TrustTransaction,
  { id: noticeId }: Scope,
  subjects: readonly string[],
): Promise<number> {
  if (subjects.length === 0) return 0;
  const own = await tx.rows
    .selectFrom('Account')
    .select(['id', 'id as subjectId', 'phoneBlind'])
    .where('id', 'in', subjects)
    .where('state', '!=', 'erased')
    .execute();
  const ofParties = await tx.rows
    .selectFrom('GrantRow as g')
    .innerJoin('Account as a', 'a.id', 'g.accountId')
    .select(['a.id', 'g.partyId as subjectId', 'a.phoneBlind'])
    .where('g.partyId', 'in', subjects)
    .where('g.active', '=', YES)
    .where('g.role', 'in', ['seller-owner', 'carrier-manager', 'station-agent'])
    .where('a.state', '!=', 'erased')
    .execute();
  const people = new Map([...own, ...ofParties].map((one) => [one.id, one]));
  const known = await tx.rows
    .selectFrom('LeakTold')
    .select('accountId')
    .where('noticeId', '=', noticeId)
    .where('accountId', 'in', ['', ...people.keys()])
    .execute();
  for (const { accountId } of known) people.delete(accountId);
  for (const { id: accountId, phoneBlind } of people.values()) {
    const id = context.newId();
    const byText = phoneBlind !== null;
    await tx.em.insert(LeakTold, { id, noticeId, accountId, byText, atMs: context.clock.now() });
    await notifyAccount(context, tx, accountId, {
      kind: 'leak-told',
      title: '您的信息可能泄露，请看',
      body: '平台发生信息泄露，涉及您的信息。泄露了什么、您可以怎么办，请看网站“服务”页的公告；有疑问打页面上的电话',
      orderId: null,
    });
    // By law, whatever somebody wishes.
    if (byText)
      await queueSms(
        context,
        tx,
        { id, accountId, partyId: null, kind: 'leak-told', params: {}, orderId: null, lotId: null },
        USUAL_WISHES,
      );
  }
  const reached = new Set([...own, ...ofParties].map(({ subjectId }) => subjectId));
  return subjects.filter((subject) => !reached.has(subject)).length;
}
