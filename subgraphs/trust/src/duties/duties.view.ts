import type { DutyCount, DutyState, OwedDuty } from '@heitu/kit/data/duties';
import { DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { Desks, Subgraphs } from '@heitu/kit/rules/shared-enums';
import type { Desk, DutyKind, SubgraphName } from '@heitu/standard';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DutyKinds, DutyStates } from '../enums.ts';
import { PartyStub } from '../foreign/foreign.view.ts';

@ObjectType('DutyMark', { description: 'Who was told that nobody did it by its day, and what was said of it.' })
export class DutyMarkView {
  @Field(() => ID) id: string;
  @Field(() => DateTime, { name: 'headToldAt', nullable: true, description: 'When whoever runs the platform was.' })
  headToldAtMs: number | null;
  @Field(() => DateTime, { name: 'authorityToldAt', nullable: true, description: 'When the authority was.' })
  authorityToldAtMs: number | null;
  @Field(() => DateTime, { name: 'excusedAt', nullable: true }) excusedAtMs: number | null;
  @Field(() => String, { nullable: true, description: 'Why it was not done, as the authority took it.' })
  excuse: string | null;
}

@ObjectType('Duty', { description: 'One thing that is owed by a day, computed, whether or not there is a row of it.' })
export class DutyView implements Omit<OwedDuty, 'duty' | 'partyId'> {
  @Field(() => DutyKinds) kind: DutyKind;
  @Field({ description: 'Whose or what it is; empty: the platform itself.' }) subject: string;
  @Field({ description: 'What it is called, in Chinese; empty: as its kind.' }) title: string;
  @Field({ description: '2026-11-28, 2026-W48, 2026-11, 2026-Q4, 2026-H2 or 2026; the last day of what has its own.' })
  period: string;
  @Field(() => Desks, { description: 'Who has to do it.' }) desk: Desk;
  @Field(() => String, { nullable: true }) clause: string | null;
  @Field(() => String, { nullable: true, description: 'The law that asks for it, in Chinese.' }) law: string | null;
  @Field({ description: 'What comes of leaving it undone, in Chinese.' }) consequence: string;
  @Field(() => PartyStub, { nullable: true }) party: PartyStub | null;
  @Field(() => SafeInt, { nullable: true }) amountFen: number | null;
  @Field(() => DateTime, { name: 'sinceAt', description: 'From when on it can be done.' }) sinceMs: number;
  @Field(() => DateTime, { name: 'dueAt', description: 'The first moment that is too late.' }) dueAtMs: number;
  @Field(() => DateTime, { name: 'doneAt', nullable: true }) doneAtMs: number | null;
  @Field(() => DutyStates) state: DutyState;
  @Field({ description: 'The state in Chinese.' }) stateLabel: string;
  @Field(() => DutyMarkView, { nullable: true }) mark: DutyMarkView | null;
}

@ObjectType('DutyCount', { description: 'How many of a kind stand how.' })
export class DutyCountView implements Omit<DutyCount, 'duty'> {
  @Field(() => DutyKinds) kind: DutyKind;
  @Field(() => Desks) desk: Desk;
  @Field(() => Int, { description: 'Whose day is still to come.' }) ahead: number;
  @Field(() => Int, { description: 'Whose day is over, and that nobody did.' }) missed: number;
  @Field(() => Int, { description: 'Done after their day.' }) late: number;
  @Field(() => Int, { description: 'Done in time.' }) done: number;
}

@ObjectType('DutyCalendar')
export class DutyCalendarView {
  @Field(() => [DutyCountView], { description: 'Of all that is due in the time.' }) counts: DutyCountView[];
  @Field(() => [DutyView], { description: 'At most 500: what is not done first, the soonest due first.' })
  items: DutyView[];
  @Field(() => [Subgraphs], { description: 'Whose duties are missing, because they did not answer.' })
  silent: SubgraphName[];
}
