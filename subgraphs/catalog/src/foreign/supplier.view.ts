import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** Sellers owns it, and says who sees it: whoever buys from it, and overseers. */
@Directive('@key(fields: "id")')
@ObjectType('Supplier')
export class SupplierView {
  @Field(() => ID) id: string;
}
