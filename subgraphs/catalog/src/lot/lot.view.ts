import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import {
  connectionOf,
  DateTime,
  LocalDate,
  SAME_FOR_ALL,
  SAME_FOR_ALL_NOW,
  BY_WHO_ASKS,
} from '@heitu/kit/rules/graphql';
import { Published, Sealed } from '@heitu/kit/privacy/sealed-texts';
import {
  CertificateTypes,
  InspectingParties,
  LotStates,
  MeasureKinds,
  MeasureOutcomes,
  PaperStates,
  ResultTypes,
} from '../enums.ts';
import type { MeasureKind, MeasureOutcome } from '../measure/shortage.policy.ts';
import type { LotState } from './lot.lifecycle.ts';
import type { CertificateType, InspectingParty, ResultType } from './lot.policy.ts';
import type { PaperState } from './paper.lifecycle.ts';

@Directive(SAME_FOR_ALL)
@ObjectType('BoughtIn', { description: 'What was bought in for a lot, and where that is from.' })
export class BoughtInView {
  @Field() goods: string;
  @Field({ description: 'With its unit, as on the paper.' }) amount: string;
  @Field({ description: 'Where it was grown, gathered or made, in words.' }) origin: string;
}

@Directive(SAME_FOR_ALL)
@ObjectType('Certificate')
export class CertificateView {
  partyId: string;
  @Field(() => PaperStates) state: PaperState;
  @Field({ description: 'The state in Chinese, as people are shown it.' }) stateLabel: string;
  @Field(() => DateTime, { nullable: true, name: 'acceptedAt' }) acceptedAtMs: number | null;
  @Field(() => String, { nullable: true, description: 'As what: 资质审核员. Nobody accepts their own.' })
  acceptedBy: string | null;
  @Directive(BY_WHO_ASKS)
  @Sealed('partyId')
  @Field(() => String, { nullable: true, description: 'Why it was sent back; for those who manage the lot.' })
  returnReason: string | null;
  @Field(() => ID) id: string;
  @Field(() => CertificateTypes) type: CertificateType;
  @Field({ description: '合格证' }) title: string;
  @Field() number: string;
  @Field() issuer: string;
  @Field(() => LocalDate) issuedOn: string;
  @Field(() => LocalDate, { nullable: true, name: 'validUntilOn' }) validUntil: string | null;
  @Field(() => BoughtInView, { nullable: true, description: 'Of a purchase, whose issuer is the supplier.' })
  boughtIn: BoughtInView | null;
  @Directive(BY_WHO_ASKS)
  @Field(() => ID, { nullable: true, description: 'For those who manage the lot and for overseers.' })
  fileId: string | null;
}

@Directive(SAME_FOR_ALL)
@ObjectType('InspectionItem')
export class InspectionItemView {
  @Field() name: string;
  @Field() value: string;
  @Field(() => String, { nullable: true }) limit: string | null;
  @Field(() => String, { nullable: true }) unit: string | null;
  @Field(() => Boolean, { nullable: true, description: 'Computed from the limit; null where none is known.' })
  passed: boolean | null;
  @Field(() => String, { nullable: true, description: 'The standard that sets the limit.' }) basis: string | null;
  @Field(() => String, { nullable: true, description: 'What is not certain about the limit.' }) doubt: string | null;
}

@Directive(SAME_FOR_ALL)
@ObjectType('Inspection')
export class InspectionView {
  partyId: string;
  @Field(() => PaperStates) state: PaperState;
  @Field({ description: 'The state in Chinese, as people are shown it.' }) stateLabel: string;
  @Field(() => DateTime, { nullable: true, name: 'acceptedAt' }) acceptedAtMs: number | null;
  @Field(() => String, { nullable: true, description: 'As what: 资质审核员. Nobody accepts their own.' })
  acceptedBy: string | null;
  @Directive(BY_WHO_ASKS)
  @Sealed('partyId')
  @Field(() => String, { nullable: true, description: 'Why it was sent back; for those who manage the lot.' })
  returnReason: string | null;
  @Field(() => ID) id: string;
  @Field(() => InspectingParties, { name: 'party' }) inspectingParty: InspectingParty;
  @Field() laboratory: string;
  @Field(() => String, { nullable: true }) reportNumber: string | null;
  @Field(() => String, { nullable: true }) sampleName: string | null;
  @Field(() => LocalDate, { nullable: true }) sampledOn: string | null;
  @Field(() => ResultTypes) resultType: ResultType;
  @Field(() => Boolean, { nullable: true, description: 'Null where nothing was compared with a limit: no pass.' })
  passed: boolean | null;
  @Field({ description: 'How many figures were compared with a limit, and which were not, in words.' })
  comparison: string;
  @Field(() => LocalDate) inspectedOn: string;
  @Field(() => [InspectionItemView]) items: InspectionItemView[];
  @Directive(BY_WHO_ASKS)
  @Field(() => ID, { nullable: true, description: 'For those who manage the lot and for overseers.' })
  fileId: string | null;
}

@Directive(SAME_FOR_ALL)
@ObjectType('SelfCheck', { description: "A seller's own look, with a photo: nobody else has looked." })
export class SelfCheckView {
  partyId: string;
  @Field(() => ID) id: string;
  @Field(() => LocalDate) checkedOn: string;
  @Field(() => Boolean) passed: boolean;
  @Field(() => [InspectionItemView]) items: InspectionItemView[];
  @Directive(BY_WHO_ASKS)
  @Sealed('partyId')
  @Field(() => String, { nullable: true, description: 'Who looked; for those who manage the lot and for overseers.' })
  checkedBy: string | null;
  @Directive(BY_WHO_ASKS)
  @Field(() => ID, { nullable: true, description: 'For those who manage the lot and for overseers.' })
  fileId: string | null;
}

@Directive(SAME_FOR_ALL)
@ObjectType('SelfCheckItem', { description: 'One line of the form.' })
export class SelfCheckItemView {
  @Field() name: string;
  @Field(() => String, { nullable: true }) unit: string | null;
  @Field(() => [String], { description: 'What can be chosen, the good one first; none where it is measured.' })
  choices: readonly string[];
  @Field(() => [String], { description: 'Figures that are often measured; any other may be given too.' })
  usual: readonly string[];
}

@Directive(SAME_FOR_ALL)
@ObjectType('MeasureCheck', { description: 'A sampled check of net content or count (7.3.4).' })
export class MeasureCheckView {
  @Field(() => ID) id: string;
  @Field(() => MeasureKinds) kind: MeasureKind;
  @Field(() => Float) stated: number;
  @Field(() => Int) sampleCount: number;
  @Field(() => Float) mean: number;
  @Field(() => Float) allowableShortage: number;
  @Field(() => Int, { description: 'Samples short by more than is allowed.' }) shortCount: number;
  @Field(() => Boolean, { description: 'As many were measured as the size of the lot asks for.' }) isWhole: boolean;
  @Field(() => Boolean, { nullable: true, description: 'Null where too few were measured and none is short.' })
  passed: boolean | null;
  @Field(() => MeasureOutcomes) outcome: MeasureOutcome;
  @Field(() => LocalDate) checkedOn: string;
}

@ObjectType('MissingPaper', { description: 'What keeps a lot from being released.' })
export class MissingPaperView {
  @Field() at: string;
  @Field() text: string;
  @Field() clause: string;
}

@Directive('@key(fields: "id")')
@Directive(SAME_FOR_ALL)
@ObjectType('Lot')
export class LotView {
  @Field(() => ID) id: string;
  skuId: string;
  productId: string;
  shopId: string;
  partyId: string;
  @Field({ name: 'lotCode', description: 'Printed on the bag: trace(code) answers to it.' }) code: string;
  @Directive(SAME_FOR_ALL_NOW)
  @Field(() => LotStates)
  state: LotState;
  @Published('partyId') @Field(() => String, { nullable: true }) blockReason: string | null;
  @Field(() => DateTime, {
    nullable: true,
    name: 'holdDueAt',
    description: 'By when somebody decides, while it is held.',
  })
  holdDueAtMs: number | null;
  @Field(() => LocalDate) producedOn: string;
  @Field(() => LocalDate, { nullable: true }) expiresOn: string | null;
  @Field(() => String, { nullable: true }) trademark: string | null;
  @Field(() => String, { nullable: true }) markedName: string | null;
  @Field(() => String, { nullable: true }) producerName: string | null;
  @Field(() => String, { nullable: true }) producerAddress: string | null;
  @Field(() => String, { nullable: true }) quality: string | null;
  @Field(() => String, { nullable: true }) specification: string | null;
  @Field(() => String, { nullable: true }) features: string | null;
  @Field(() => String, { nullable: true }) usage: string | null;
  @Field(() => String, { nullable: true }) complaintContact: string | null;
  @Field(() => DateTime, { name: 'registeredAt' }) registeredAtMs: number;
  @Field(() => DateTime, { nullable: true, name: 'releasedAt' }) releasedAtMs: number | null;
}
export const LotConnection = connectionOf('Lot', LotView);
