import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { LocalDate } from '@heitu/kit/rules/graphql';

/** Answers to the other subgraphs; nobody else may read them. */
@Directive('@inaccessible')
@ObjectType()
export class ShopFacts {
  @Field(() => ID) shopId: string;
  @Field(() => ID) partyId: string;
  @Field() name: string;
  @Field(() => Boolean) onSale: boolean;
  @Field({ description: 'Why it is not on sale; empty where it is.' }) reason: string;
  @Field() serviceHours: string;
  @Field() confirmWithin: string;
  @Field(() => Boolean, { description: 'Its goods may be paid at the door.' }) paysAtDoor: boolean;
  @Field({ description: 'Where its party sends from.' }) divisionCode: string;
}

@Directive('@inaccessible')
@ObjectType()
export class SupplierFacts {
  @Field(() => ID) supplierId: string;
  @Field(() => ID, { description: 'The seller that filed it.' }) partyId: string;
  @Field(() => Boolean) valid: boolean;
  @Field() name: string;
  @Field({ description: 'Why one may not buy from it; empty where one may.' }) reason: string;
}

@Directive('@inaccessible')
@ObjectType()
export class PartyFacts {
  @Field(() => ID) partyId: string;
  @Field() kind: string;
  @Field() name: string;
  @Field(() => Boolean) inGoodStanding: boolean;
  @Field() divisionCode: string;
  @Field() address: string;
  @Field(() => String, { nullable: true }) contactName: string;
  @Field(() => String, { nullable: true }) contactPhone: string;
  @Field(() => [ID], {
    nullable: true,
    description: 'Accounts of whoever owns it or works for it, also of people on file only.',
  })
  peopleIds: string[];
}

@Directive('@inaccessible')
@ObjectType({
  description: 'The name of a party as it is now, with those that were wrong: what still reads so is a copy.',
})
export class CorrectedNames {
  @Field() name: string;
  @Field(() => [String]) former: string[];
}

@Directive('@inaccessible')
@ObjectType()
export class ShopForReturn {
  @Field(() => ID) id: string;
  @Field() name: string;
}

@Directive('@inaccessible')
@ObjectType({ description: 'A party in plain, as a statutory return names it.' })
export class PartyForReturn {
  @Field(() => ID) partyId: string;
  @Field() kind: string;
  @Field() name: string;
  @Field(() => String, { nullable: true }) creditCode: string | null;
  @Field(() => String, { nullable: true }) residentIdNumber: string | null;
  @Field() address: string;
  @Field() contactName: string;
  @Field() contactPhone: string;
  @Field(() => String, { nullable: true }) exemptionDeclaration: string | null;
  @Field(() => LocalDate, { nullable: true }) since: string | null;
  @Field(() => [ShopForReturn]) shops: ShopForReturn[];
}

@Directive('@inaccessible')
@ObjectType()
export class ColdChainCertificate {
  @Field(() => ID) accountId: string;
  @Field(() => ID) partyId: string;
  @Field(() => LocalDate) validUntil: string;
}

@Directive('@shareable')
@Directive('@inaccessible')
@ObjectType()
export class ConductFigure {
  @Field() partyId: string;
  @Field() metric: string;
  @Field(() => Int) good: number;
  @Field(() => Int) total: number;
}

@Directive('@inaccessible')
@ObjectType({ description: 'A filing that went back or was refused, in plain for whoever tells of it.' })
export class ReturnedFiling {
  @Field({ description: 'As the public reads it.' }) partyName: string;
  @Field(() => LocalDate) submittedOn: string;
  @Field(() => String, { nullable: true, description: 'What is wrong with it; null of a party that was forgotten.' })
  reason: string | null;
}
