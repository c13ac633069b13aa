import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { connectionOf, DateTime, LocalDate, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import {
  DoseUnits,
  FieldRecords,
  InputKinds,
  InputMethods,
  NoteKinds,
  PlotKinds,
  SizeUnits,
  TraceUnits,
} from '../enums.ts';
import type { TraceUnit } from '../trace/trace.policy.ts';
import type { DoseUnit, FieldRecord, InputKind, InputMethod, NoteKind, PlotKind, SizeUnit } from './field.policy.ts';

@Directive('@key(fields: "id")')
@ObjectType('MemberGrower', { description: 'Whose plot it is, as its cooperative names them; buyers do not read it.' })
export class MemberGrowerView {
  partyId: string;
  @Field(() => ID) id: string;
  accountId: string | null;
  @Sealed('partyId') @Field() name: string;
}

@ObjectType('Season', { description: 'What grows or is kept on a plot, until the next season begins.' })
export class SeasonView {
  @Field(() => ID) id: string;
  @Field(() => Int) year: number;
  @Field() crop: string;
  @Field(() => String, { nullable: true }) variety: string | null;
  @Field(() => ID) categoryId: string;
  @Field(() => LocalDate) startedOn: string;
}

@ObjectType('InputUse', { description: 'What was put on a plot or given to a herd (农产品质量安全法 27).' })
export class InputUseView {
  partyId: string;
  @Field(() => ID) id: string;
  @Field() name: string;
  @Field(() => InputKinds) kind: InputKind;
  @Field(() => String, { nullable: true }) registrationNumber: string | null;
  @Sealed('partyId') @Field(() => String, { nullable: true, description: 'Where it was bought.' }) source:
    | string
    | null;
  @Field(() => Float) dose: number;
  @Field(() => DoseUnits) doseUnit: DoseUnit;
  @Field(() => InputMethods) method: InputMethod;
  @Field(() => LocalDate) usedOn: string;
  @Field(() => LocalDate, { nullable: true }) stoppedOn: string | null;
  @Field(() => Int) safeDays: number;
  @Field(() => LocalDate, { description: 'The first day on which may be harvested after it.' }) safeFromOn: string;
  @Sealed('partyId') @Field(() => String, { nullable: true, description: 'Who did it.' }) byWhom: string | null;
}

@ObjectType('UsedInput', { description: 'What was used before, to be taken again as it was.' })
export class UsedInputView {
  @Field() name: string;
  @Field(() => InputKinds) kind: InputKind;
  @Field(() => String, { nullable: true }) registrationNumber: string | null;
  @Field(() => Float) dose: number;
  @Field(() => DoseUnits) doseUnit: DoseUnit;
  @Field(() => InputMethods) method: InputMethod;
  @Field(() => Int) safeDays: number;
}

@Directive(SAME_FOR_ALL)
@ObjectType('PlotNote', { description: 'What befell a crop or a herd, and what was done about it.' })
export class PlotNoteView {
  @Field(() => ID) id: string;
  @Field(() => NoteKinds) kind: NoteKind;
  @Field() what: string;
  @Field(() => String, { nullable: true }) control: string | null;
  @Field(() => LocalDate) seenOn: string;
}

@ObjectType('Harvest', { description: 'What came in from a plot.' })
export class HarvestView {
  plotId: string;
  seasonId: string;
  @Field(() => ID) id: string;
  @Field(() => ID, { name: 'root', description: 'By which lots take of it; corrections keep it.' }) rootId: string;
  @Field(() => LocalDate) harvestedOn: string;
  @Field(() => Float) quantity: number;
  @Field(() => Float, { description: 'What no lot has taken yet.' }) left: number;
  @Field(() => TraceUnits) unit: TraceUnit;
}

@ObjectType('FieldCorrection', { description: 'A record of a plot that was wrong, and what was wrong with it.' })
export class FieldCorrectionView {
  partyId: string;
  @Field(() => ID, { description: 'The row that was wrong.' }) id: string;
  @Field(() => FieldRecords) record: FieldRecord;
  @Sealed('partyId') @Field() wrong: string;
  @Field(() => ID, { nullable: true, description: 'The row that is right; null: it never happened.' })
  rightId: string | null;
  @Field(() => DateTime, { name: 'recordedAt' }) recordedAtMs: number;
}

@ObjectType('Plot', { description: "A piece of land, a pond, a herd: where the chain of a lot's goods begins." })
export class PlotView {
  partyId: string;
  growerId: string | null;
  @Field(() => ID) id: string;
  @Field(() => PlotKinds) kind: PlotKind;
  @Field() name: string;
  @Field() divisionCode: string;
  @Field() township: string;
  @Field(() => String, { nullable: true }) village: string | null;
  @Field(() => Int, { description: 'How often what is known of it was said.' }) version: number;
  @Field(() => DateTime, { name: 'registeredAt' }) recordedAtMs: number;
}
export const PlotConnection = connectionOf('Plot', PlotView);

@Directive(SAME_FOR_ALL)
@ObjectType('StoryInput', { description: 'What was put on the field that a lot came from.' })
export class StoryInputView {
  @Field() name: string;
  @Field(() => InputKinds) kind: InputKind;
  @Field(() => String, { nullable: true }) registrationNumber: string | null;
  @Field(() => Float) dose: number;
  @Field(() => DoseUnits) doseUnit: DoseUnit;
  @Field(() => InputMethods) method: InputMethod;
  @Field(() => LocalDate) usedOn: string;
  @Field(() => Int) safeDays: number;
  @Field(() => Int, { description: 'How many days lay between its last use and the harvest.' }) daysKept: number;
  @Field(() => String, { nullable: true, description: 'The record was struck out, and why; null: it stands.' })
  struck: string | null;
}

@Directive(SAME_FOR_ALL)
@ObjectType('FieldStory', { description: 'The field that a lot came from, from sowing to harvest, for everybody.' })
export class FieldStoryView {
  @Field(() => ID) id: string;
  @Field(() => PlotKinds) kind: PlotKind;
  @Field() plotName: string;
  @Field() township: string;
  @Field(() => String, { nullable: true }) village: string | null;
  @Field(() => Float) size: number;
  @Field(() => SizeUnits) sizeUnit: SizeUnit;
  @Field(() => String, { nullable: true, description: 'The family name alone; null: the seller itself.' })
  grower: string | null;
  @Field() crop: string;
  @Field(() => String, { nullable: true }) variety: string | null;
  @Field(() => LocalDate) startedOn: string;
  @Field(() => LocalDate) harvestedOn: string;
  @Field(() => Float, { description: 'What this lot took of the harvest.' }) quantity: number;
  @Field(() => TraceUnits) unit: TraceUnit;
  @Field(() => [StoryInputView]) inputs: StoryInputView[];
  @Field(() => [PlotNoteView]) notes: PlotNoteView[];
}

@ObjectType('ProduceRow', { description: 'Of the produce library (5.1.a): goods by township and year, as counted.' })
export class ProduceRowView {
  @Field(() => ID) id: string;
  @Field(() => Int) year: number;
  @Field() categoryId: string;
  @Field() crop: string;
  @Field() divisionCode: string;
  @Field() township: string;
  @Field(() => Int) growers: number;
  @Field(() => Int) plots: number;
  @Field(() => Float, { description: 'Of land and water, 亩.' }) mu: number;
  @Field(() => Float, { description: 'Of herds.' }) heads: number;
  @Field(() => Float, { description: 'Of bees.' }) hives: number;
  @Field(() => Float, { description: 'Harvested, kilograms.' }) kilograms: number;
  @Field(() => Float, { description: 'Harvested, pieces.' }) pieces: number;
  @Field(() => Int, { description: 'Lots that took of its harvests.' }) lots: number;
}
