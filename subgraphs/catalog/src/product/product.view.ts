import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, SafeInt, Tag, SAME_FOR_ALL, SAME_FOR_ALL_NOW } from '@heitu/kit/rules/graphql';
import { Storages } from '@heitu/kit/rules/shared-enums';
import type { Storage } from '@heitu/standard';
import { GmoStatuses, PictureSubjects, ProductStates, StandardClasses } from '../enums.ts';
import type { StandardClass } from '../standard/standard.policy.ts';
import type { KeptNotes, PictureSubject } from './picture-notes.ts';
import type { ProductState } from './product.lifecycle.ts';
import type { GmoStatus } from './product.policy.ts';

@Directive(SAME_FOR_ALL)
@ObjectType({ description: 'A picture of goods, and what it shows.' })
export class ProductPicture {
  @Field(() => ID, { description: 'A file: GET /edges/catalog/files/<id>' }) id: string;
  @Field(() => PictureSubjects, { nullable: true, description: 'Null where the seller has not said it.' })
  shows: PictureSubject | null;
  @Field({ description: 'What it shows, for whoever does not see it.' }) alt: string;
}

@Directive('@key(fields: "id")')
@Directive(SAME_FOR_ALL)
@ObjectType('Product')
export class ProductView {
  @Tag('partner') @Field(() => ID) id: string;
  shopId: string;
  partyId: string;
  categoryId: string;
  @Tag('partner') @Field() title: string;
  @Field(() => StandardClasses, { description: '7.3.3' }) standardClass: StandardClass;
  @Field(() => String, { nullable: true }) standardCode: string | null;
  @Field(() => String, { nullable: true, description: '商品特性' }) characteristics: string | null;
  @Field(() => Boolean, { description: 'Declared safe for consumers and not polluting (7.3.3.d).' })
  safetyDeclared: boolean;
  @Field(() => GmoStatuses, { nullable: true, description: 'Null where nothing had to be stated.' })
  gmoStatus: GmoStatus | null;
  @Field() copy: string;
  @Field(() => ID, { nullable: true, description: 'A file: GET /edges/catalog/files/<id>' }) pictureId: string | null;
  @Directive('@listSize(assumedSize: 9)')
  @Field(() => [ID], { description: 'All its pictures, the cover first.' })
  pictureIds: string[];
  pictureNotes: KeptNotes;
  @Directive(SAME_FOR_ALL_NOW)
  @Field(() => ProductStates)
  state: ProductState;
  @Directive(SAME_FOR_ALL_NOW)
  @Field(() => Boolean, { description: 'On sale, in a shop that is.' })
  onSale: boolean;
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
  @Field(() => Storages) storage: Storage;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMin: number | null;
  @Field(() => Float, { nullable: true }) temperatureCelsiusMax: number | null;
  @Field(() => Int, { nullable: true }) shelfLifeDays: number | null;
  @Field(() => SafeInt, { description: 'Packed for the road.' }) weightGrams: number;
}
