import { DateTime, LocalDate, connectionOf, PageArgs, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { PartyKinds } from '@heitu/kit/rules/shared-enums';
import { sortedArgs } from '@heitu/kit/rules/sorting';
import { DocumentTypes, PartyStates } from '../enums.ts';
import type { DocumentType } from '../filing/document-types.table.ts';
import { PARTY_SORTS } from './party.loader.ts';
import type { PartyKind, Standing } from './party.policy.ts';
import { ArgsType, Directive, Field, ID, ObjectType } from 'type-graphql';

/** Fields that are null belong to the party's own people and to overseers. */
@Directive('@key(fields: "id")')
@ObjectType('Party', { description: 'An organisation or person in business. What is null is not public.' })
export class PartyView {
  @Directive(SAME_FOR_ALL) @Field(() => ID) id: string;
  @Directive(SAME_FOR_ALL)
  @Field(() => PartyKinds)
  kind: PartyKind;
  @Directive(SAME_FOR_ALL)
  @Field(() => Boolean, { description: 'Whether it may do business now.' })
  inGoodStanding: boolean;
  @Field(() => PartyStates, { name: 'state' }) standing: Standing;
  @Field(() => LocalDate, {
    name: 'validUntilOn',
    nullable: true,
    description: 'The last day on which all its compulsory papers are valid; null where none expires.',
  })
  validUntil: string | null;
  @Field() divisionCode: string;
  @Directive(SAME_FOR_ALL)
  @Field(() => DateTime, { name: 'approvedAt', nullable: true })
  approvedAtMs: number | null;
}

@Directive(SAME_FOR_ALL)
@ObjectType({ description: 'A paper of a business that anybody may see.' })
export class DisclosedLicence {
  @Field(() => DocumentTypes) type: DocumentType;
  @Field({ description: 'Chinese.' }) title: string;
  @Field() number: string;
  @Field() issuer: string;
  @Field(() => LocalDate, { name: 'validFromOn' }) validFrom: string;
  @Field(() => LocalDate, { name: 'validUntilOn', nullable: true }) validUntil: string | null;
  @Field(() => Boolean) valid: boolean;
}

@Directive(SAME_FOR_ALL)
@ObjectType({ description: 'Why a farmer needs no registration (E-commerce Law 10), as declared.' })
export class ExemptionDeclaration {
  @Field() reason: string;
  @Field() declaration: string;
  @Field(() => DateTime, { name: 'declaredAt' }) declaredAtMs: number;
}

@ObjectType({ description: 'Who stands behind a party: in full for its own people, masked for overseers.' })
export class PartyIdentity {
  @Field() legalRepresentative: string;
  @Field(() => String, { nullable: true }) residentIdNumber: string | null;
  @Field() contactName: string;
  @Field() contactPhone: string;
}

@ObjectType('PartyMeasure', { description: 'A warning, rectification or suspension.' })
export class PartyMeasureView {
  @Field(() => ID) id: string;
  @Field() step: string;
  @Field() reason: string;
  @Field(() => DateTime, { name: 'dueAt', nullable: true }) dueAtMs: number | null;
  @Field(() => DateTime, { name: 'takenAt' }) takenAtMs: number;
  @Field(() => DateTime, { name: 'liftedAt', nullable: true }) liftedAtMs: number | null;
}

@Directive(SAME_FOR_ALL)
@ObjectType({ description: 'One line of the public register: who may do business. No personal data.' })
export class RegisterEntry {
  @Field(() => ID) partyId: string;
  @Field(() => PartyKinds) kind: PartyKind;
  @Field({ description: 'Chinese.' }) kindTitle: string;
  @Field({ description: 'The registered name; of a farmer only the family name.' }) name: string;
  @Field(() => String, { nullable: true }) creditCode: string | null;
  @Field(() => Boolean) inGoodStanding: boolean;
  @Field({ description: 'The state in Chinese, as people are shown it.' }) stateLabel: string;
  @Field(() => LocalDate, { name: 'validUntilOn', nullable: true }) validUntil: string | null;
  @Field() divisionCode: string;
  @Field(() => [DisclosedLicence]) licences: DisclosedLicence[];
  @Field(() => PartyView, {
    description: 'The party itself, for what other parts of the platform say of it: its credit.',
  })
  party: unknown;
}

export const PartyConnection = connectionOf('Party', PartyView);
export const RegisterConnection = connectionOf('RegisterEntry', RegisterEntry);

@ArgsType()
export class PartyPage extends sortedArgs('PartySort', PARTY_SORTS) {
  @Field(() => PartyKinds, { nullable: true, description: 'Only parties of this kind.' }) kind?: PartyKind;
  @Field(() => PartyStates, { nullable: true, description: 'Only parties in this state.' }) state?: Standing;
  @Field(() => String, {
    nullable: true,
    description: "Part of a business's or a shop's name; a farmer's name, a credit code, phone or ID number exactly.",
  })
  search?: string;
}
@ArgsType()
export class RegisterPageArgs extends PageArgs {
  @Field(() => PartyKinds, { nullable: true, description: 'Only parties of this kind.' }) kind?: PartyKind;
}
