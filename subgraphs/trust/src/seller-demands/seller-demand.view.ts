import { connectionOf, DateTime, inOrder } from '@heitu/kit/rules/graphql';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { Field, ID, ObjectType } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { SellerDemandStates } from '../enums.ts';
import type { SellerDemandState } from './seller-demand.lifecycle.ts';

@ObjectType('SellerIdentity', { description: 'Who the seller is, as it was filed.' })
export class SellerIdentityView {
  @Field() name: string;
  @Field() address: string;
  @Field() contactName: string;
  @Field() contactPhone: string;
}
@ObjectType('SellerDemand', { description: "A buyer's demand for the seller's true name, address and contact." })
export class SellerDemandView {
  @Field(() => ID) id: string;
  @Field(() => ID) complaintId: string;
  @Field(() => SellerDemandStates) state: SellerDemandState;
  @Field(() => DateTime, { name: 'askedAt' }) askedAtMs: number;
  @Field(() => DateTime, { name: 'dueAt' }) dueAtMs: number;
  @Field(() => DateTime, { name: 'endedAt', nullable: true }) endedAtMs: number | null;
}
export const SellerDemandConnection = connectionOf('SellerDemand', SellerDemandView);

export async function sellerDemandsById({ rows }: TrustContext, ids: readonly string[]) {
  const found = await rows.selectFrom('SellerDemand').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, found);
}
export async function sellerDemandsByComplaint({ rows }: TrustContext, complaintIds: readonly string[]) {
  const found = await rows.selectFrom('SellerDemand').selectAll().where('complaintId', 'in', complaintIds).execute();
  return inOrder(complaintIds, ({ complaintId }) => complaintId, found);
}
export const sellerDemandNow = rowAfter(SellerDemandView, sellerDemandsById);
