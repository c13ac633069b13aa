import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, SafeInt, Tag, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';

@Directive('@key(fields: "id")')
@Directive(SAME_FOR_ALL)
@ObjectType('Product')
export class ProductView {
  @Tag('partner') @Field(() => ID) id: string;
  shopId: string;
  partyId: string;
  categoryId: string;
  @Tag('partner') @Field() title: string;
  @Field({ description: 'mandatory, recommended, filed, non-standard (7.3.3)' }) standardClass: string;
  @Field(() => String, { nullable: true }) standardCode: string | null;
  @Field(() => String, { nullable: true, description: '商品特性' }) characteristics: string | null;
  @Field(() => Boolean, { description: 'Declared safe for consumers and not polluting (7.3.3.d).' })
  safetyDeclared: boolean;
  @Field(() => String, { nullable: true, description: 'none, contains; null where nothing had to be stated' })
  gmoStatus: string | null;
  @Field() copy: string;
  @Field(() => ID, { nullable: true, description: 'A file: GET /edges/catalog/files/<id>' }) pictureId: string | null;
  @Directive('@listSize(assumedSize: 9)')
  @Field(() => [ID], { description: 'All its pictures, the cover first.' })
  pictureIds: string[];
  @Field({ description: 'draft, on-sale, withdrawn, removed' }) state: string;
  @Field(() => Boolean, { description: 'On sale, in a shop that is.' }) onSale: boolean;
  @Field(() => DateTime, { nullable: true, name: 'publishedAt' }) publishedAtMs: number | null;
  @Field(() => DateTime, { name: 'updatedAt' }) updatedAtMs: number;
  @Field(() => String, { nullable: true, description: 'For its seller and for overseers: why it is not on sale.' })
  stateReason?: string | null;
}
export const ProductConnection = connectionOf('Product', ProductView);

@Directive('@key(fields: "id")')
@Directive(SAME_FOR_ALL)
@ObjectType('Sku', { description: 'What is priced, stocked and ordered.' })
export class SkuView {
  @Tag('partner') @Field(() => ID) id: string;
  productId: string;
  partyId: string;
  @Tag('partner') @Field() specification: string;
  @Tag('partner') @Field({ description: 'What one of it is: 袋, 盒, 斤' }) unit: string;
  @Field(() => Int, { nullable: true }) netGrams: number | null;
  @Field(() => Int, { nullable: true }) netMillilitres: number | null;
  @Field(() => Int, { nullable: true }) netCount: number | null;
  @Field(() => String, { nullable: true }) gtin: string | null;
  @Field({ description: 'ambient, chilled, frozen' }) storage: string;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMin: number | null;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMax: number | null;
  @Field(() => Int, { nullable: true }) shelfLifeDays: number | null;
  @Field(() => SafeInt, { description: 'Packed for the road.' }) weightGrams: number;
}
