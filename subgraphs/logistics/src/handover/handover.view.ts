import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import type { WordOf } from '@heitu/kit/rules/enums';
import { HandoverStates, MismatchActs, MismatchKinds, Sides, StoreFigureSources } from '../enums.ts';
import type { Side } from '../shipment/shipment.policy.ts';
import type { HandoverState } from './handover.lifecycle.ts';
import type { MismatchKind } from './reconcile.policy.ts';
import type { StoreFigureSource, StoreRecord } from './store-record.policy.ts';
import { connectionOf, DateTime, SafeInt } from '@heitu/kit/rules/graphql';

@ObjectType()
export class HandoverSignature {
  @Field(() => Sides) side: Side;
  @Field(() => ID, {
    nullable: true,
    description: "Null where somebody signed on the courier's screen, vouched for by the seller's card.",
  })
  accountId: string | null;
  /** Under whose key the name is sealed. */
  keptUnder: string;
  @Sealed('keptUnder') @Field({ description: "Who keeps this side's copy (8.4.2.bk)." }) custodian: string;
  @Field(() => DateTime) signedAt: number;
  @Field({ description: "HMAC-SHA256 of the document's hash and the signer, with the platform's key." })
  signature: string;
}
@ObjectType({
  description: 'The goods document (8.4.1) as both sides signed it; the customer is starred out for all but the buyer.',
})
export class GoodsDocument {
  @Field() number: string;
  @Field(() => DateTime) handoverAt: number;
  @Field(() => Int) units: number;
  @Field(() => [String]) names: string[];
  @Field(() => SafeInt) goodsFen: number;
  @Field() customerName: string;
  @Field() customerAddress: string;
  @Field() consignor: string;
  @Field() consignorAddress: string;
  @Field() carrier: string;
}
@ObjectType('StoreRecord', {
  description: 'What the thermometers of a store said while the goods stood in it (8.4.2.bh), as the platform read it.',
})
export class StoreRecordView {
  @Field({ description: 'Of the store.' }) name: string;
  @Field({ name: 'thermometer', description: 'The number of the thermometer of the newest reading.' }) deviceId: string;
  @Field(() => Float, { description: 'The newest reading.' }) celsius: number;
  @Field(() => DateTime, { name: 'at' }) atMs: number;
  @Field(() => DateTime, { name: 'fromAt', description: 'Since when goods or thermometer are there.' }) fromMs: number;
  @Field(() => Float) celsiusMin: number;
  @Field(() => Float) celsiusMax: number;
  @Field(() => Int, { description: 'The longest time without a reading; 0 where none was too long.' })
  silentMinutes: number;
}
@ObjectType({ description: 'A store of the seller in which a thermometer hangs, and from which fresh goods may come.' })
export class StoreOfGoods {
  @Field(() => ID) id: string;
  @Field() name: string;
  @Field(() => StoreRecordView, { nullable: true, description: 'Null while its thermometers are not heard of.' })
  record: StoreRecord | null;
  @Field(() => String, {
    nullable: true,
    description: 'Why goods may not leave it now, in Chinese; null where they may.',
  })
  whyNot: string | null;
}
@ObjectType()
export class InspectedPoint {
  @Field() point: string;
  @Field() label: string;
  @Field() clause: string;
  @Field(() => Float, { nullable: true }) celsius: number | null;
  @Field(() => Boolean, { nullable: true }) passed: boolean | null;
  @Field(() => StoreFigureSources, { nullable: true, description: 'Of the temperature of the store alone.' })
  source: StoreFigureSource | null;
}
@ObjectType('Handover')
export class HandoverView {
  @Field(() => ID) id: string;
  @Field() number: string;
  @Field(() => ID) shipmentId: string;
  @Field(() => HandoverStates) state: HandoverState;
  @Field() cold: boolean;
  @Field(() => Float, { nullable: true }) facilityTemperatureCelsius: number | null;
  @Field(() => Float, { nullable: true }) productTemperatureCelsius: number | null;
  @Field({ description: 'SHA-256 of the canonical document.' }) documentHash: string;
  @Field(() => DateTime, { name: 'openedAt' }) openedAtMs: number;
  @Field(() => DateTime, { nullable: true, name: 'completedAt' }) completedAtMs: number | null;
}
export const HandoverConnection = connectionOf('Handover', HandoverView);
@ObjectType()
export class HandoverMismatch {
  @Field(() => ID) id: string;
  @Field(() => ID) handoverId: string;
  @Field(() => MismatchKinds) kind: MismatchKind;
  @Field() text: string;
  @Field(() => String, { nullable: true }) resolution: string | null;
  @Field(() => DateTime, { nullable: true, name: 'resolvedAt' }) resolvedAtMs: number | null;
  @Field(() => [MismatchActs], { description: 'What the caller can do with it now.' })
  availableActions: WordOf<typeof MismatchActs>[];
}
@ObjectType('HandoverReconciliation')
export class HandoverReconciliationView {
  @Field(() => ID) id: string;
  @Field(() => ID) carrierPartyId: string;
  @Field(() => ID) sellerPartyId: string;
  @Field(() => DateTime, { name: 'fromAt' }) fromMs: number;
  @Field(() => DateTime, { name: 'toAt' }) toMs: number;
  @Field(() => Int) documents: number;
  @Field(() => Int) matched: number;
  @Field(() => DateTime, { name: 'doneAt' }) doneAtMs: number;
}
export const HandoverReconciliationConnection = connectionOf('HandoverReconciliation', HandoverReconciliationView);
