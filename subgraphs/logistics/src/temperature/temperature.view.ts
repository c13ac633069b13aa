import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf, DateTime } from '@heitu/kit/rules/graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { AlarmDecisions, AlarmKinds, AlarmSeverities, AlarmStates } from '../enums.ts';
import type { AlarmDecision, AlarmState } from './alarm.lifecycle.ts';
import type { AlarmKind, AlarmSeverity } from './excursion.policy.ts';

@ObjectType({ description: 'One part of a curve: the readings within it.' })
export class TemperaturePoint {
  @Field(() => ID) deviceId: string;
  @Field(() => DateTime, { name: 'at' }) atMs: number;
  @Field(() => Float) celsiusMin: number;
  @Field(() => Float) celsiusMax: number;
  @Field(() => Float) celsiusMean: number;
  @Field(() => Int) count: number;
}
@ObjectType('Alarm', { description: 'Out of range for ten minutes, or a thermometer that fell silent (8.1.1.ar).' })
export class AlarmView {
  @Field(() => ID) id: string;
  @Field(() => ID) deviceId: string;
  @Field(() => ID) carrierPartyId: string;
  @Field(() => AlarmKinds) kind: AlarmKind;
  @Field(() => AlarmSeverities) severity: AlarmSeverity;
  @Field(() => AlarmStates) state: AlarmState;
  @Field(() => DateTime, { name: 'startedAt' }) startedAtMs: number;
  @Field(() => DateTime, { name: 'raisedAt' }) raisedAtMs: number;
  @Field(() => DateTime, { nullable: true, name: 'endedAt' }) endedAtMs: number | null;
  @Field(() => Int) minutesOut: number;
  @Field(() => Float, { nullable: true }) limitCelsiusMin: number | null;
  @Field(() => Float, { nullable: true }) limitCelsiusMax: number | null;
  @Field(() => Float, { nullable: true }) worstCelsius: number | null;
  @Field(() => DateTime, { nullable: true, name: 'acknowledgedAt' }) acknowledgedAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'resolvedAt' }) resolvedAtMs: number | null;
  @Sealed('carrierPartyId')
  @Field(() => String, { nullable: true, name: 'measure', description: 'What was done about it, as it was written.' })
  action: string | null;
  @Field(() => AlarmDecisions, { nullable: true, description: 'What becomes of the goods.' })
  decision: AlarmDecision | null;
}
export const AlarmConnection = connectionOf('Alarm', AlarmView);
