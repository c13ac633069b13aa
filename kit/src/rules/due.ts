import type { DueKind } from '@heitu/standard';
import { Directive, Field, ID, ObjectType, type ClassType } from 'type-graphql';
import { DateTime, SafeInt } from './graphql.ts';
import { DueKinds } from './shared-enums.ts';

/** Of one kind at most this many: a person sees the most pressing, and the list behind them. */
export const DUE_OF_A_KIND_MAX = 20;

/** Something that waits for a person of the operator. */
export interface DueItem {
  kind: DueKind;
  id: string;
  title: string;
  sinceMs: number;
  dueAtMs: number | null;
  overdue: boolean;
  clause: string | null;
  party: { id: string } | null;
  amountFen: number | null;
}
/** As a room's API shows it. `party`: what the room calls a party by. */
export function dueItemType(party: () => ClassType): ClassType<DueItem> {
  @Directive('@shareable')
  @ObjectType('DueItem', {
    description: 'Something that waits for a person of the operator; what is soonest due comes first.',
  })
  class Shown implements DueItem {
    @Field(() => DueKinds, { description: 'What it is.' }) kind: DueKind;
    @Field(() => ID) id: string;
    @Field({ description: 'A number or a name, in Chinese.' }) title: string;
    @Field(() => DateTime, { name: 'sinceAt' }) sinceMs: number;
    @Field(() => DateTime, {
      name: 'dueAt',
      nullable: true,
      description: 'By the law or by what the platform promised; null where neither sets a day.',
    })
    dueAtMs: number | null;
    @Field({ description: "By the platform's clock." }) overdue: boolean;
    @Field(() => String, { nullable: true, description: 'The clause that sets the day.' }) clause: string | null;
    @Field(party, { nullable: true, description: 'With whom; null where it is about no business.' })
    party: { id: string } | null;
    @Field(() => SafeInt, { nullable: true, description: 'How much money it is about.' }) amountFen: number | null;
  }
  return Shown;
}

export interface DueRow {
  id: string;
  title: string;
  sinceMs: number;
  dueAtMs?: number | null;
  partyId?: string | null;
  amountFen?: number | null;
  /** Where the kind's rows have each their own. */
  clause?: string | null;
}

/** Rows of one kind as items. */
export const dueItems = (nowMs: number, kind: DueKind, clause: string | null, rows: readonly DueRow[]): DueItem[] =>
  rows.map(({ id, title, sinceMs, dueAtMs = null, partyId, amountFen = null, clause: own = clause }) => ({
    kind,
    id,
    title,
    sinceMs,
    dueAtMs,
    overdue: dueAtMs !== null && dueAtMs < nowMs,
    clause: own,
    party: partyId ? { id: partyId } : null,
    amountFen,
  }));

/** All together: what has a day by that day, the rest after it, the oldest first. */
export const soonestFirst = (items: readonly DueItem[]): DueItem[] =>
  [...items].sort(
    (a, b) => (a.dueAtMs ?? Infinity) - (b.dueAtMs ?? Infinity) || a.sinceMs - b.sinceMs || (a.id < b.id ? -1 : 1),
  );
