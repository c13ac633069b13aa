import { connectionOf, DateTime } from '@heitu/kit/rules/graphql';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { TariffChangeKinds, TariffChangeStates } from '../enums.ts';
import type { TariffChangeState } from './tariff.lifecycle.ts';
import type { TariffChangeKind } from './tariff.policy.ts';

@ObjectType('TariffChange', {
  description: 'A tariff of a carrier that is to be dearer: what holds now, and what will from when (7.3.5.d).',
})
export class TariffChangeView {
  @Field(() => ID) id: string;
  @Field(() => ID) carrierPartyId: string;
  @Field(() => TariffChangeKinds) kind: TariffChangeKind;
  @Field(() => ID, { nullable: true, description: 'The rate; null of the discount at stations.' })
  rateId: string | null;
  @Field({ description: 'Of what it is the price.' }) title: string;
  @Field(() => Int, { description: 'By so many percent it rises where it rises most.' }) risePercent: number;
  @Field(() => TariffChangeStates) state: TariffChangeState;
  @Field(() => DateTime, { name: 'announcedAt' }) announcedAtMs: number;
  @Field(() => DateTime, { name: 'bindsAt', description: 'From then on it is charged.' }) bindsAtMs: number;
  @Field(() => String, { nullable: true, description: 'The document of the emergency that holds or held it.' })
  document: string | null;
  @Field(() => Int, { nullable: true, description: 'What that document lets a price rise by, in percent.' })
  limitPercent: number | null;
  @Field(() => DateTime, { nullable: true, name: 'lookDueAt', description: 'Looked at by then, or it is not raised.' })
  lookDueAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'lookedAt' }) lookedAtMs: number | null;
}
export const TariffChangeConnection = connectionOf('TariffChange', TariffChangeView);
