import { dutyCounts, openFirst, owedIn, type DutyCount, type OwedDuty } from '@heitu/kit/data/duties';
import { isKeyOf } from '@heitu/kit/rules/checked';
import type { Window } from '@heitu/kit/rules/duties';
import { DUTIES, type DutyKind } from '@heitu/standard';
import * as logistics from '../asks/logistics.ts';
import * as payments from '../asks/payments.ts';
import * as sellers from '../asks/sellers.ts';
import type { TrustContext } from '../context.ts';
import { askWithin } from '../peers-within.ts';
import { trustDuties } from './trust.duties.ts';

/** The rooms that answer for duties; this one by its own rows. */
export const DUTY_ROOMS = ['trust', 'sellers', 'logistics', 'payments'] as const;
export type DutyRoom = (typeof DUTY_ROOMS)[number];
const ASKED = { sellers: sellers.Duties, logistics: logistics.Duties, payments: payments.Duties } as const;

export interface OwedByRoom {
  counts: DutyCount[];
  /** What is not done comes first; of many, some. */
  items: OwedDuty[];
}
const isOurs = <Row extends { duty: string }>(row: Row): row is Row & { duty: DutyKind } => isKeyOf(DUTIES, row.duty);

/** What a room owes in the window, another room as many of it as it tells; null where it does not answer. */
export async function owedByRoom(context: TrustContext, room: DutyRoom, window: Window): Promise<OwedByRoom | null> {
  if (room === 'trust') {
    const owed = await owedIn(trustDuties, context, window);
    return { counts: dutyCounts(owed, context.clock.now()), items: owed };
  }
  const data = await askWithin(context, ASKED[room], { fromMs: String(window.fromMs), toMs: String(window.toMs) });
  if (!data?.answer) return null;
  const { counts, items } = data.answer;
  return { counts: counts.filter(isOurs), items: items.filter(isOurs) };
}

/**
 * One calendar of what all rooms owe in the window, and the rooms that did not answer. Of the items only those asked
 * for: others would take their places where there are many.
 */
export async function dutiesIn(
  context: TrustContext,
  window: Window,
  isAsked: (item: OwedDuty) => boolean,
): Promise<OwedByRoom & { silent: DutyRoom[] }> {
  const answers = await Promise.all(
    DUTY_ROOMS.map(async (room) => ({ room, answer: await owedByRoom(context, room, window) })),
  );
  return {
    counts: answers.flatMap(({ answer }) => answer?.counts ?? []),
    items: openFirst(answers.flatMap(({ answer }) => answer?.items.filter(isAsked) ?? [])),
    silent: answers.flatMap(({ room, answer }) => (answer === null ? room : [])),
  };
}
