import { connectionOf, DateTime, LocalDate } from '@heitu/kit/rules/graphql';
import { sortedArgs } from '@heitu/kit/rules/sorting';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { SupplierStates } from '../enums.ts';
import type { SupplierState } from './supplier.lifecycle.ts';
import { SUPPLIER_SORTS } from './supplier.loader.ts';
import { ArgsType, Directive, Field, ID, ObjectType } from 'type-graphql';

@Directive('@key(fields: "id")')
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
  @Field(() => SupplierStates) state: SupplierState;
  @Field(() => LocalDate, { name: 'validUntilOn', nullable: true }) validUntil: string | null;
  @Sealed('id') @Field(() => String, { nullable: true }) reason: string | null;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
}
export const SupplierConnection = connectionOf('Supplier', SupplierView);

@ArgsType()
export class SupplierPage extends sortedArgs('SupplierSort', SUPPLIER_SORTS) {
  @Field(() => ID, { nullable: true, description: 'Only suppliers of this party.' }) partyId?: string;
  @Field(() => SupplierStates, { nullable: true, description: 'Only suppliers in this state.' }) state?: SupplierState;
}
