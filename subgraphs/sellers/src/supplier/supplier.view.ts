import { connectionOf, DateTime, LocalDate, mutationResult } from '@heitu/kit/rules/graphql';
import { SortedPageArgs } from '@heitu/kit/rules/sorting';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { decideSupplierRefusals, fileSupplierRefusals } from './supplier.refusals.ts';

@ObjectType('Supplier', { description: 'Whom a seller buys from; seen by that seller and by overseers.' })
export class SupplierView {
  @Field(() => ID) id: string;
  @Field(() => ID) partyId: string;
  @Field(() => String, { nullable: true }) creditCode: string | null;
  @Field(() => Boolean) creditCodeIsDoubtful: boolean;
  @Field() divisionCode: string;
  @Sealed('id') @Field() address: string;
  @Field() supplies: string;
  @Field(() => Boolean, { description: 'Supplies processed food: it must show a licence for that.' })
  suppliesFood: boolean;
  @Field({ description: 'filed, approved, returned or rejected' }) state: string;
  @Field(() => LocalDate, { nullable: true }) validUntil: string | null;
  @Sealed('id') @Field(() => String, { nullable: true }) reason: string | null;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
}
export const SupplierConnection = connectionOf('Supplier', SupplierView);

@ArgsType()
export class SupplierPageArgs extends SortedPageArgs {
  @Field(() => ID, { nullable: true }) partyId?: string;
  @Field(() => String, { nullable: true }) state?: string;
}
@InputType()
export class FileSupplierInput {
  @Field() requestId: string;
  @Field(() => ID) partyId: string;
  @Field() name: string;
  @Field(() => String, { nullable: true }) uscc?: string;
  @Field(() => String, { nullable: true, description: 'Of a farmer who supplies.' }) idNumber?: string;
  @Field(() => String, { nullable: true }) contactName?: string;
  @Field(() => String, { nullable: true }) contactPhone?: string;
  @Field() divisionCode: string;
  @Field() address: string;
  @Field(() => String, { nullable: true, description: 'What it supplies.' }) supplies?: string;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Supplies processed food: a licence for that becomes compulsory.',
  })
  suppliesFood?: boolean;
}
@InputType()
export class DecideSupplierInput {
  @Field(() => ID) supplierId: string;
  @Field({ description: 'approve, return or reject' }) decision: string;
  @Field(() => String, { nullable: true, description: 'Compulsory for return and reject.' }) reason?: string;
}

export const fileSupplierResult = mutationResult('FileSupplier', SupplierView, fileSupplierRefusals);
export const decideSupplierResult = mutationResult('DecideSupplier', SupplierView, decideSupplierRefusals);
