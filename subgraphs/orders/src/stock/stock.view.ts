import { DateTime, LocalDate, Tag, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Row } from '../context.ts';
import { LotStub, SkuStub } from '../foreign/foreign.view.ts';
import { StockMovementKinds } from '../enums.ts';
import { MOVEMENT_KINDS, type MovementKind } from './stock.policy.ts';

@Directive(SAME_FOR_ALL)
@ObjectType('SkuStock')
export class SkuStockView {
  @Field(() => Int, { description: 'Units that can be ordered now.' }) free: number;
  @Field(() => Boolean) available: boolean;
}

@ObjectType('LotOnHand')
export class LotOnHandView {
  @Tag('partner') @Field(() => ID) lotId: string;
  @Field(() => LotStub, { nullable: true }) lot: LotStub;
  @Tag('partner') @Field() lotCode: string;
  @Tag('partner') @Field(() => Int) onHand: number;
  @Tag('partner') @Field(() => LocalDate) producedOn: string;
  @Tag('partner') @Field(() => LocalDate, { nullable: true }) expiresOn?: string | null;
  @Tag('partner') @Field(() => Boolean) blocked: boolean;
  @Tag('partner') @Field(() => String, { nullable: true }) blockedReason?: string | null;
}
@Tag('partner')
@ObjectType('StockLevel', { description: 'free + held = units on hand in lots that are not blocked.' })
export class StockLevelView {
  @Field(() => SkuStub) sku: SkuStub;
  @Field(() => Int, { description: 'Below zero: a lot was blocked whose units are promised.' }) free: number;
  @Field(() => Int) held: number;
  @Field(() => Boolean, { description: 'Off sale: the SKU withdrawn or the shop closed.' }) blocked: boolean;
}

@ObjectType('StockMovement')
export class StockMovementView {
  @Tag('partner') @Field(() => ID) id: string;
  @Tag('partner') @Field(() => SkuStub) sku: SkuStub;
  @Tag('partner') @Field(() => ID) lotId: string;
  @Field(() => LotStub, { nullable: true }) lot: LotStub;
  @Tag('partner') @Field(() => StockMovementKinds) kind: MovementKind;
  @Tag('partner') @Field() kindLabel: string;
  @Tag('partner') @Field(() => Int) unitsIn: number;
  @Tag('partner') @Field(() => Int) unitsOut: number;
  @Tag('partner') @Field(() => ID, { nullable: true }) orderId?: string | null;
  @Tag('partner') @Field(() => ID, { nullable: true }) afterSaleId?: string | null;
  @Field(() => String, { nullable: true }) note?: string | null;
  @Tag('partner') @Field(() => DateTime, { name: 'at' }) atMs: number;
}

export const movementView = (row: Row<'StockMovement'>) => ({
  ...row,
  sku: { id: row.skuId },
  lot: { id: row.lotId },
  kindLabel: MOVEMENT_KINDS[row.kind],
});
