import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf, DateTime } from '@heitu/kit/rules/graphql';
import { BooksMonthStates } from '../enums.ts';
import type { BooksMonthState } from './month.lifecycle.ts';

@ObjectType('BooksMonth', { description: 'The books of a month that is over.' })
export class BooksMonthView {
  @Field(() => ID) id: string;
  @Field({ description: '2026-11' }) month: string;
  @Field(() => BooksMonthStates) state: BooksMonthState;
  proposedBy: string | null;
  proposedAtMs: number | null;
  @Field(() => String, { nullable: true, description: 'Why it is to be opened again, or was.' }) reason: string | null;
  @Field(() => DateTime, { name: 'closedAt', nullable: true }) closedAtMs: number | null;
  openSinceMs: number;
}

export const BooksMonthConnection = connectionOf('BooksMonth', BooksMonthView);
