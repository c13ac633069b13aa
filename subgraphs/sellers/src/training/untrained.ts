import { YES } from '@heitu/kit/data/entities';
import { keysOf } from '@heitu/kit/rules/checked';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import type { SellersContext } from '../context.ts';
import type { PartyKind } from '../party/party.policy.ts';
import type { TrainingKind } from '../staff/staff.policy.ts';
import { AUDIENCES, NEW_PEOPLE_MS, type Audience } from './training.policy.ts';

export interface MustBeTrained {
  /** Party and account: a person is trained for each business that they work for. */
  id: string;
  accountId: string;
  partyId: string;
  partyName: string;
  post: string;
  sinceMs: number;
}
/** What a person holds that counts until a day, and whether the platform examined it or somebody filed a paper. */
export interface Held {
  until: string;
  isExamined: boolean;
}
export interface UntrainedPerson {
  id: string;
  accountId: string;
  partyId: string;
  audience: MustAudience;
  kind: TrainingKind;
  dueOn: string;
  isLate: boolean;
}

/** What the people of which businesses must be trained in each year; others as they like. */
export const MUST_TOPICS = {
  seller: 'selling',
  station: 'platform',
  operator: 'platform',
  payer: 'payment',
} as const satisfies Partial<Record<Audience, TrainingKind>>;
export type MustAudience = keyof typeof MUST_TOPICS;

/** Everybody who works for such a business: its people on file, and who owns it. */
export async function peopleWhoMust(context: SellersContext, audience: MustAudience): Promise<MustBeTrained[]> {
  const kinds: readonly PartyKind[] = AUDIENCES[audience].kinds;
  const owners = await context.rows
    .selectFrom('Party')
    .select(['id as partyId', 'name as partyName', 'applicantAccountId as accountId', 'approvedAtMs as sinceMs'])
    .where('kind', 'in', kinds)
    .where('standing', '=', 'good')
    .execute();
  const staff = await context.rows
    .selectFrom('Staff')
    .innerJoin('Party', 'Party.id', 'Staff.partyId')
    .select(['Party.id as partyId', 'Party.name as partyName', 'Staff.accountId', 'Staff.post', 'Staff.sinceMs'])
    .where('Party.kind', 'in', kinds)
    .where('Party.standing', '=', 'good')
    .where('Staff.isActive', '=', YES)
    .execute();
  const all = [
    ...owners.flatMap(({ sinceMs, ...owner }) => (sinceMs === null ? [] : [{ ...owner, sinceMs, post: '负责人' }])),
    ...staff,
  ].map((person) => ({ ...person, id: `${person.partyId}:${person.accountId}` }));
  return [...new Map(all.map((person) => [person.id, person])).values()];
}

/** What counts of a topic, by person: the longest, an exam before a paper that ends the same day. */
export async function heldTrainings(
  context: SellersContext,
  partyIds: readonly string[],
  kinds: readonly TrainingKind[] | null,
): Promise<Map<string, Held>> {
  if (partyIds.length === 0) return new Map();
  const rows = await context.rows
    .selectFrom('Training')
    .select(['partyId', 'accountId', 'trainedOn', 'validUntil', 'sittingId'])
    .where('partyId', 'in', [...new Set(partyIds)])
    .where('passed', '=', YES)
    .$if(kinds !== null, (query) => query.where('kind', 'in', kinds ?? []))
    .execute();
  const held = new Map<string, Held>();
  for (const row of rows) {
    const one = { until: row.validUntil ?? yearAfter(row.trainedOn), isExamined: row.sittingId !== null };
    const key = `${row.partyId}:${row.accountId}`;
    const best = held.get(key);
    if (!best || rank(one) > rank(best)) held.set(key, one);
  }
  return held;
}
const rank = ({ until, isExamined }: Held): string => `${until}${isExamined ? 1 : 0}`;
/** A paper that names no end counts for a year. */
const yearAfter = (day: string): string => chinaDate(Date.parse(`${day}T00:00:00+08:00`) + 365 * DAY_MS);

/** The operator's people may be trained in whatever their post asks for. */
export const kindsThatCount = (audience: MustAudience): readonly TrainingKind[] | null =>
  audience === 'operator' ? null : [MUST_TOPICS[audience]];

const SOON_MS = 30 * DAY_MS;

/** Who must be trained and is not, or will not be in a month; the soonest due first. */
export async function untrainedPeople(context: SellersContext): Promise<UntrainedPerson[]> {
  const nowMs = context.clock.now();
  const today = chinaDate(nowMs);
  const audiences = keysOf(MUST_TOPICS);
  const found = await Promise.all(
    audiences.map(async (audience) => {
      const people = await peopleWhoMust(context, audience);
      const held = await heldTrainings(
        context,
        people.map(({ partyId }) => partyId),
        kindsThatCount(audience),
      );
      return people.map(({ id, accountId, partyId, sinceMs }) => {
        const dueOn = held.get(id)?.until ?? chinaDate(sinceMs + NEW_PEOPLE_MS);
        return { id, accountId, partyId, audience, kind: MUST_TOPICS[audience], dueOn, isLate: dueOn < today };
      });
    }),
  );
  const soon = chinaDate(nowMs + SOON_MS);
  return found
    .flat()
    .filter(({ dueOn }) => dueOn <= soon)
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn) || a.id.localeCompare(b.id))
    .slice(0, UNTRAINED_SHOWN_MAX);
}
const UNTRAINED_SHOWN_MAX = 200;
