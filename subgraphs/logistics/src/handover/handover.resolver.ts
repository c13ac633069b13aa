import { fromJson } from '@heitu/kit/rules/typed-json';
import { jsonOf } from '@heitu/kit/rules/checked';
import { z } from '@heitu/kit/rules/validate';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { maskName, type SealedText } from '@heitu/kit/privacy/vault';
import { deskRoles, partsIn, seesAll } from '../access.ts';
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
  RECONCILIATION_SORTS,
  visibleReconciliations,
} from './handover.loader.ts';
import {
  documentHashOf,
  FRESH_POINTS,
  signatureOf,
  type HandoverSignature as Signature,
  type Side,
} from './handover.policy.ts';
import {
  GoodsDocument,
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
type Sealed = Omit<Signature, 'custodian'> & { custodian: SealedText; signature: string };
const signedBy = (
  side: Side,
  [accountId, custodian, atMs, signature]: [string | null, SealedText | null, number | null, string | null],
): Sealed[] =>
  accountId === null || custodian === null || atMs === null || signature === null
    ? []
    : [{ side, accountId, custodian, atMs, signature }];
const signaturesOf = (row: Row): Sealed[] => [
  ...signedBy('seller', [row.sellerAccountId, row.sellerCustodian, row.sellerSignedAtMs, row.sellerSignature]),
  ...signedBy('carrier', [row.carrierAccountId, row.carrierCustodian, row.carrierSignedAtMs, row.carrierSignature]),
];

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
  @FieldResolver(() => [HandoverSignature])
  signatures(@Root() row: Row) {
    return signaturesOf(row).map(({ atMs, ...signature }) => ({ ...signature, signedAt: atMs }));
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
    let text: string | null = null;
    let signatures: (Signature & { signature: string })[];
    try {
      if (documentSealed !== null) text = await context.vault.openUnrecorded(buyerAccountId, documentSealed);
      signatures = await Promise.all(
        signaturesOf(row).map(async (signed) => ({
          ...signed,
          custodian: await context.vault.openTextUnrecorded(signed.accountId, signed.custodian),
        })),
      );
    } catch {
      // The seal itself no longer holds.
      return false;
    }
    return (
      // Of a document that is no longer kept, what its signatures say of the digest.
      (documentSealed === null || (text !== null && documentHashOf(text) === documentHash)) &&
      signatures.every(({ signature, ...signed }) => signatureOf(context.vault, documentHash, signed) === signature)
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
    const roles = deskRoles(context.actor, row.carrierPartyId);
    const open = (text: SealedText) => context.vault.openText(row.carrierPartyId, text, 'note');
    const found = await context.loader(mismatchesOf).load(row.id);
    return Promise.all(
      found.map(async (one) => ({
        ...one,
        text: await open(one.text),
        resolution: one.resolution && (await open(one.resolution)),
        availableActions: mismatchLifecycle.available(one, roles, context.clock.now()),
      })),
    );
  }
}
