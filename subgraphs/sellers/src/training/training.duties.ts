import type { DutyDone, RoomDuties } from '@heitu/kit/data/duties';
import { endOfChinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { lastDaysIn, type Window } from '@heitu/kit/rules/duties';
import { YES } from '@heitu/kit/data/entities';
import type { SellersContext } from '../context.ts';
import { partiesById } from '../party/party.loader.ts';
import type { TrainingKind } from '../staff/staff.policy.ts';
import { AUDIENCES, type Audience } from './training.policy.ts';
import { kindsThatCount, peopleWhoMust, type MustAudience } from './untrained.ts';

/** From when on the platform owes anything: the first business on file. */
async function openedAtMs(context: SellersContext): Promise<number | null> {
  const first = await context.rows
    .selectFrom('Party')
    .select('approvedAtMs')
    .where('approvedAtMs', 'is not', null)
    .where('kind', '<>', 'operator')
    .orderBy('approvedAtMs')
    .limit(1)
    .executeTakeFirst();
  return first?.approvedAtMs ?? null;
}

/** Sessions that were held: whoever they are for, or of one topic. */
async function held(
  context: SellersContext,
  { fromMs, toMs }: Window,
  of: { kind?: TrainingKind },
): Promise<{ audience: Audience; startsAtMs: number }[]> {
  return context.rows
    .selectFrom('TrainingSession')
    .select(['audience', 'startsAtMs'])
    .where('state', '=', 'held')
    .where('startsAtMs', '>=', fromMs)
    .where('startsAtMs', '<', toMs)
    .where((eb) => eb.and(of))
    .execute();
}

const OFFERED_TO = ['seller', 'carrier'] as const satisfies readonly Audience[];
/** A session in each half-year, for those who sell and for those who carry. */
const offers: RoomDuties<SellersContext>['training-offer'] = {
  async subjects(context) {
    const sinceMs = await openedAtMs(context);
    return sinceMs === null ? [] : OFFERED_TO.map((id) => ({ id, title: AUDIENCES[id].title, sinceMs }));
  },
  done: async (context, window) =>
    (await held(context, window, {})).map(({ audience, startsAtMs }) => ({ subject: audience, atMs: startsAtMs })),
};
const payments: RoomDuties<SellersContext>['training-payment'] = {
  async subjects(context) {
    const sinceMs = await openedAtMs(context);
    return sinceMs === null ? [] : [{ id: '', title: '', sinceMs }];
  },
  done: async (context, window) =>
    (await held(context, window, { kind: 'payment' })).map(({ startsAtMs }) => ({ atMs: startsAtMs })),
};

/** Each person passes in each year. */
const people = (audience: MustAudience) => ({
  async subjects(context: SellersContext) {
    return (await peopleWhoMust(context, audience)).map(({ id, partyId, partyName, post, sinceMs }) => ({
      id,
      title: `${partyName}（${post}）`,
      partyId,
      sinceMs,
    }));
  },
  async done(context: SellersContext, { fromMs, toMs }: Window): Promise<DutyDone[]> {
    const kinds = kindsThatCount(audience);
    const rows = await context.rows
      .selectFrom('Training')
      .select(['partyId', 'accountId', 'trainedOn'])
      .where('passed', '=', YES)
      .$if(kinds !== null, (query) => query.where('kind', 'in', kinds ?? []))
      .execute();
    return rows
      .map(({ partyId, accountId, trainedOn }) => ({
        subject: `${partyId}:${accountId}`,
        atMs: startOfChinaDate(trainedOn),
      }))
      .filter(({ atMs }) => atMs >= fromMs && atMs < toMs);
  },
});

/** A certificate for cold goods that ends, and the one of the same person there that took its place. */
const certificates: RoomDuties<SellersContext>['certificate-renewal'] = {
  async owed(context, window) {
    const { from, to } = lastDaysIn(window);
    const all = await context.rows
      .selectFrom('Training')
      .select(['id', 'partyId', 'accountId', 'validUntil', 'recordedAtMs'])
      .where('kind', '=', 'cold-chain')
      .where('passed', '=', YES)
      .where('validUntil', '>=', from)
      .orderBy('recordedAtMs')
      .execute();
    return Promise.all(
      all.flatMap(({ id, partyId, accountId, validUntil, recordedAtMs }) => {
        if (validUntil === null || validUntil > to) return [];
        const next = all.find(
          (one) => one.partyId === partyId && one.accountId === accountId && (one.validUntil ?? '') > validUntil,
        );
        return (async () => ({
          subject: id,
          title: `${(await context.loader(partiesById).load(partyId))?.name ?? ''}的冷链上岗证`,
          partyId,
          sinceMs: recordedAtMs,
          dueAtMs: endOfChinaDate(validUntil),
          doneAtMs: next?.recordedAtMs ?? null,
        }))();
      }),
    );
  },
};

/** What is owed of trainings. */
export const trainingDuties: RoomDuties<SellersContext> = {
  'training-offer': offers,
  'training-payment': payments,
  'training-staff': people('operator'),
  'training-seller': people('seller'),
  'training-station': people('station'),
  'certificate-renewal': certificates,
};
