import { fromJson } from '@heitu/kit/rules/typed-json';
import { jsonOf } from '@heitu/kit/rules/checked';
import { DateTime, PageArgs } from '@heitu/kit/rules/graphql';
import { z } from '@heitu/kit/rules/validate';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { maskName, type SealedText } from '@heitu/kit/privacy/vault';
import { partsIn, seesAll } from '../access.ts';
import { cardSignatures } from '../card/card.loader.ts';
import { cardSignatureOf, signedHashOf } from '../card/card.policy.ts';
import type { LogisticsContext, RowOf } from '../context.ts';
import { HandoverActs, StoreFigureSources } from '../enums.ts';
import { handoversByShipment } from '../shipment/shipment.loader.ts';
import { ShipmentView } from '../shipment/shipment.view.ts';
import { handoverActions } from './handover-actions.ts';
import { handoverLifecycle, mismatchLifecycle } from './handover.lifecycle.ts';
import {
  parcelOfHandover,
  handoversById,
  mismatchesOf,
  openDocuments,
  RECONCILIATION_SORTS,
  visibleReconciliations,
} from './handover.loader.ts';
import { documentHashOf, FRESH_POINTS, signatureOf, type Side } from './handover.policy.ts';
import { mismatchIn } from './mismatch-in.ts';
import {
  GoodsDocument,
  HandoverConnection,
  HandoverMismatch,
  HandoverReconciliationConnection,
  HandoverReconciliationView,
  HandoverSignature,
  HandoverView,
  InspectedPoint,
  StoreOfGoods,
  StoreRecordView,
} from './handover.view.ts';

import { storesOfParcels } from './store-record.loader.ts';
import type { StoreFigureSource, StoreRecord } from './store-record.policy.ts';

type Row = RowOf<'Handover'>;
type CardRow = RowOf<'CardSignature'>;
/** A signature as it is kept: `keptUnder` is whose key seals the name. */
interface Kept {
  side: Side;
  /** Null where somebody without a phone signed on the courier's screen. */
  accountId: string | null;
  keptUnder: string;
  custodian: SealedText;
  atMs: number;
  signature: string;
}
const signedBy = (
  side: Side,
  [accountId, custodian, atMs, signature]: [string | null, SealedText | null, number | null, string | null],
): Kept[] =>
  accountId === null || custodian === null || atMs === null || signature === null
    ? []
    : [{ side, accountId, keptUnder: accountId, custodian, atMs, signature }];
const signedByCard = ({ sellerSignature, sellerSignedAtMs }: Row, card: CardRow | null): Kept[] =>
  card === null || sellerSignature === null || sellerSignedAtMs === null
    ? []
    : [
        {
          side: 'seller',
          accountId: null,
          keptUnder: card.sellerPartyId,
          custodian: card.signer,
          atMs: sellerSignedAtMs,
          signature: sellerSignature,
        },
      ];
const signaturesOf = (row: Row, card: CardRow | null): Kept[] => [
  ...signedBy('seller', [row.sellerAccountId, row.sellerCustodian, row.sellerSignedAtMs, row.sellerSignature]),
  ...signedByCard(row, card),
  ...signedBy('carrier', [row.carrierAccountId, row.carrierCustodian, row.carrierSignedAtMs, row.carrierSignature]),
];
const cardOf = (context: LogisticsContext, { id, sellerCardId }: Row): Promise<CardRow | null> =>
  sellerCardId === null ? Promise.resolve(null) : context.loader(cardSignatures).load(id);

/** Whether the platform's key still answers for this signature of the document. */
async function holds(
  { vault }: LogisticsContext,
  documentHash: string,
  { side, accountId, keptUnder, custodian: sealed, atMs, signature }: Kept,
  card: CardRow | null,
): Promise<boolean> {
  const custodian = await vault.openTextUnrecorded(keptUnder, sealed);
  if (accountId !== null) return signatureOf(vault, documentHash, { side, accountId, custodian, atMs }) === signature;
  if (card === null || cardSignatureOf(vault, documentHash, card) !== signature) return false;
  const ink = card.inkSealed && (await vault.openUnrecorded(card.sellerPartyId, card.inkSealed));
  // Of ink that is no longer kept, what the signature says of its digest.
  return !ink || signedHashOf({ signer: custodian, ink }) === card.signedHash;
}

const sourceOf = ({ facilityTemperatureCelsius, storeRecord }: Row): StoreFigureSource | null =>
  facilityTemperatureCelsius === null ? null : storeRecord === null ? 'typed' : 'measured';

const ReconciliationPage = sortedArgs('HandoverReconciliationSort', RECONCILIATION_SORTS);

/** What of a goods document anybody is shown. */
const shownDocument = z.object({
  number: z.string(),
  handoverAtMs: z.int(),
  units: z.int(),
  names: z.array(z.string()),
  goodsFen: z.int(),
  carrier: z.string(),
  customer: z.object({ name: z.string(), address: z.string() }),
  consignor: z.object({ name: z.string(), address: z.string() }),
});

@Resolver(() => HandoverView)
export class HandoverResolver {
  @Query(() => HandoverView, {
    nullable: true,
    description: 'One takeover of a parcel with its goods document; null where there is none that the caller may see.',
  })
  handover(@Ctx() context: LogisticsContext, @Arg('id', () => ID, { description: 'The handover.' }) id: string) {
    return context.loader(handoversById).load(id);
  }
  @Query(() => HandoverConnection, {
    description:
      'Goods documents that not both have signed, of the carriers and sellers that the caller is for; oldest first.',
  })
  openHandovers(@Ctx() context: LogisticsContext, @Args(() => PageArgs) page: PageArgs) {
    return sortedPage(openDocuments(context), page, { openedAt: 'openedAtMs' }, { by: 'openedAt', descending: false });
  }
  @Query(() => HandoverReconciliationConnection, { description: 'Newest first, or sorted.' })
  handoverReconciliations(
    @Ctx() context: LogisticsContext,
    @Args(() => ReconciliationPage) page: SortedPage,
    @Arg('onlyOpen', () => Boolean, { defaultValue: false, description: 'Those with a mismatch that is not resolved.' })
    onlyOpen: boolean,
  ) {
    const unresolved = context.rows.selectFrom('Mismatch').select('reconciliationId').where('resolvedAtMs', 'is', null);
    return sortedPage(
      visibleReconciliations(context).$if(onlyOpen, (query) => query.where('id', 'in', unresolved)),
      page,
      RECONCILIATION_SORTS,
      { by: 'doneAt', descending: true },
    );
  }
  @FieldResolver(() => String, { description: 'The state in Chinese.' })
  stateLabel(@Root() { state }: Row): string {
    return handoverLifecycle.texts[state];
  }
  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'Unsigned by then it is void; null where it is signed or void.',
  })
  dueAt(@Root() row: Row): number | null {
    return handoverLifecycle.dueAtMs(row);
  }
  @FieldResolver(() => [HandoverSignature])
  async signatures(@Ctx() context: LogisticsContext, @Root() row: Row) {
    const kept = signaturesOf(row, await cardOf(context, row));
    return kept.map(({ atMs, ...signature }) => ({ ...signature, signedAt: atMs }));
  }
  @FieldResolver(() => [InspectedPoint], {
    description: 'What was looked at (8.4.2.bh-bi); empty for goods that are not fresh.',
  })
  points(@Root() row: Row): InspectedPoint[] {
    const points = fromJson(row.points);
    return row.cold
      ? FRESH_POINTS.map(({ point, label, clause }) => {
          const value = points[point];
          return {
            point,
            label,
            clause,
            celsius: typeof value === 'number' ? value : null,
            passed: typeof value === 'boolean' ? value : null,
            source: point === 'facilityTemperatureCelsius' ? sourceOf(row) : null,
          };
        })
      : [];
  }
  @FieldResolver(() => StoreRecordView, { nullable: true, description: 'Null where the figure was typed, if any.' })
  storeRecord(@Root() { storeRecord }: Row): StoreRecord | null {
    return storeRecord && fromJson(storeRecord);
  }
  @FieldResolver(() => StoreFigureSources, {
    nullable: true,
    description: 'Where facilityTemperatureCelsius comes from: a typed one was never measured by the platform.',
  })
  facilityTemperatureSource(@Root() row: Row): StoreFigureSource | null {
    return sourceOf(row);
  }
  @FieldResolver(() => GoodsDocument, {
    nullable: true,
    description: 'Masked for everyone but the consumer; null once the law no longer has it kept.',
  })
  async document(@Ctx() context: LogisticsContext, @Root() row: Row): Promise<GoodsDocument | null> {
    const text = row.documentSealed && (await context.vault.openUnrecorded(row.buyerAccountId, row.documentSealed));
    if (!text) return null;
    const document = jsonOf(shownDocument, text);
    const own = row.buyerAccountId === context.actor.id;
    const { customer, consignor } = document;
    return {
      number: document.number,
      handoverAt: document.handoverAtMs,
      units: document.units,
      names: document.names,
      goodsFen: document.goodsFen,
      carrier: document.carrier,
      customerName: own ? customer.name : maskName(customer.name),
      customerAddress: own ? customer.address : `${[...customer.address].slice(0, 9).join('')}****`,
      consignor: consignor.name,
      consignorAddress: consignor.address,
    };
  }
  @FieldResolver(() => [HandoverActs], { description: 'What this caller can do with it now.' })
  async availableActions(@Ctx() context: LogisticsContext, @Root() row: Row) {
    const parcel = await context.loader(parcelOfHandover).load(row.shipmentId);
    return handoverActions(context, row, parcel);
  }
  @FieldResolver(() => Boolean, {
    description:
      'Whether document and signatures are as they were signed; false where anything was changed since (8.4.2.bj).',
  })
  async verified(@Ctx() context: LogisticsContext, @Root() row: Row): Promise<boolean> {
    const { buyerAccountId, documentSealed, documentHash } = row;
    const card = await cardOf(context, row);
    let text: string | null = null;
    let signed: boolean[];
    try {
      if (documentSealed !== null) text = await context.vault.openUnrecorded(buyerAccountId, documentSealed);
      signed = await Promise.all(signaturesOf(row, card).map((one) => holds(context, documentHash, one, card)));
    } catch {
      // The seal itself no longer holds.
      return false;
    }
    return (
      // Of a document that is no longer kept, what its signatures say of the digest.
      (documentSealed === null || (text !== null && documentHashOf(text) === documentHash)) && signed.every(Boolean)
    );
  }
}

@Resolver(() => ShipmentView)
export class ShipmentHandoversResolver {
  @FieldResolver(() => [StoreOfGoods], {
    nullable: true,
    description:
      "The seller's stores with a thermometer from which fresh goods may come (8.4.2.bh); null for the buyer.",
  })
  async stores(@Ctx() context: LogisticsContext, @Root() shipment: RowOf<'Shipment'>): Promise<StoreOfGoods[] | null> {
    const { actor } = context;
    if (!seesAll(actor) && partsIn(actor, shipment, 'orders').every((part) => part === 'consumer')) return null;
    const stores = await context.loader(storesOfParcels).load(shipment);
    return stores.map(({ whyNot, ...store }) => ({ ...store, whyNot: whyNot && whyNot.text }));
  }

  @FieldResolver(() => [HandoverView])
  handovers(@Ctx() context: LogisticsContext, @Root() shipment: RowOf<'Shipment'>) {
    return context.loader(handoversByShipment).load(shipment.id);
  }
}
@Resolver(() => HandoverReconciliationView)
export class ReconciliationResolver {
  @FieldResolver(() => [HandoverMismatch])
  async mismatches(
    @Ctx() context: LogisticsContext,
    @Root() row: RowOf<'Reconciliation'>,
  ): Promise<HandoverMismatch[]> {
    const found = await context.loader(mismatchesOf).load(row.id);
    return Promise.all(found.map((one) => mismatchIn(context, one, row.carrierPartyId)));
  }
  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'By when what does not agree has to be cleared up; null where all is.',
  })
  async dueAt(@Ctx() context: LogisticsContext, @Root() row: RowOf<'Reconciliation'>): Promise<number | null> {
    const found = await context.loader(mismatchesOf).load(row.id);
    const dues = found.flatMap((one) => mismatchLifecycle.dueAtMs(one) ?? []);
    return dues.length > 0 ? Math.min(...dues) : null;
  }
}
