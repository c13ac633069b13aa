import { hasRole } from '@heitu/kit/rules/actor';
import { SortedPageArgs, sortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { mutationResult, PageArgs } from '@heitu/kit/rules/graphql';
import { actionsOnce } from '@heitu/kit/rules/lifecycle';
import { answer, deskRoles, manages } from '../access.ts';
import type { LogisticsContext, RowOf } from '../entities.ts';
import { pageById } from '../page.ts';
import { ShipmentIdInput } from '../shipment/shipment.input.ts';
import { freshShipment } from '../shipment/shipment.resolver.ts';
import { ShipmentView } from '../shipment/shipment.view.ts';
import { arriveAtDepot } from './arrive-at-depot.ts';
import { callAhead } from './call-ahead.ts';
import { checkCourierCode } from './check-courier-code.ts';
import { visibleCod, visibleContentsCases } from './delivery.loader.ts';
import { REMIT, REVERSE } from './delivery.policy.ts';
import * as refusals from './delivery.refusals.ts';
import {
  CallAheadInput,
  CheckCourierCodeInput,
  CodRemittanceConnection,
  CodRemittanceView,
  ContentsCaseConnection,
  ContentsCaseView,
  CourierCode,
  CourierCodeRenewed,
  CourierIdentity,
  OpenContentsCaseInput,
  RecordCodCollectedInput,
  RecordOuterPackagingOpenedInput,
  RefuseDeliveryInput,
  RemitCodInput,
  RenewCourierCodeInput,
  ReturnToSellerInput,
  ReverseCodInput,
  SettleContentsCaseInput,
  SignDeliveryInput,
} from './delivery.view.ts';
import { openContentsCase } from './open-contents-case.ts';
import { recordCodCollected } from './record-cod-collected.ts';
import { recordOuterPackagingOpened } from './record-outer-packaging-opened.ts';
import { refuseDelivery } from './refuse-delivery.ts';
import { remitCod } from './remit-cod.ts';
import { renewCourierCode } from './renew-courier-code.ts';
import { returnToSeller } from './return-to-seller.ts';
import { reverseCod } from './reverse-cod.ts';
import { settleContentsCase } from './settle-contents-case.ts';
import { showCourierCode } from './show-courier-code.ts';
import { signDelivery } from './sign-delivery.ts';

const callAheadResult = mutationResult('CallAhead', ShipmentView, refusals.callAheadRefusals);
const renewCourierCodeResult = mutationResult(
  'RenewCourierCode',
  CourierCodeRenewed,
  refusals.renewCourierCodeRefusals,
);
const checkCourierCodeResult = mutationResult('CheckCourierCode', CourierIdentity, refusals.checkCourierCodeRefusals);
const recordOuterPackagingOpenedResult = mutationResult(
  'RecordOuterPackagingOpened',
  ShipmentView,
  refusals.recordOuterPackagingOpenedRefusals,
);
const signDeliveryResult = mutationResult('SignDelivery', ShipmentView, refusals.signDeliveryRefusals);
const refuseDeliveryResult = mutationResult('RefuseDelivery', ShipmentView, refusals.refuseDeliveryRefusals);
const arriveAtDepotResult = mutationResult('ArriveAtDepot', ShipmentView, refusals.arriveAtDepotRefusals);
const returnToSellerResult = mutationResult('ReturnToSeller', ShipmentView, refusals.returnToSellerRefusals);
const openContentsCaseResult = mutationResult('OpenContentsCase', ContentsCaseView, refusals.openContentsCaseRefusals);
const settleContentsCaseResult = mutationResult(
  'SettleContentsCase',
  ContentsCaseView,
  refusals.settleContentsCaseRefusals,
);
const recordCodCollectedResult = mutationResult(
  'RecordCodCollected',
  CodRemittanceView,
  refusals.recordCodCollectedRefusals,
);
const reverseCodResult = mutationResult('ReverseCod', CodRemittanceView, refusals.reverseCodRefusals);
const remitCodResult = mutationResult('RemitCod', CodRemittanceView, refusals.remitCodRefusals);

@Resolver()
export class DeliveryResolver {
  @Query(() => CourierCode, {
    nullable: true,
    description: "For the assigned courier, of a shipment's or a collection's task.",
  })
  courierCode(
    @Ctx() context: LogisticsContext,
    @Arg('shipmentId', () => ID, { nullable: true }) shipmentId?: string,
    @Arg('collectionId', () => ID, { nullable: true }) collectionId?: string,
  ) {
    return showCourierCode(context, { shipmentId, collectionId });
  }
  @Query(() => ContentsCaseConnection)
  contentsCases(
    @Ctx() context: LogisticsContext,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('onlyOpen', () => Boolean, { defaultValue: false }) onlyOpen: boolean,
    @Arg('shipmentId', () => ID, { nullable: true }) shipmentId?: string,
  ) {
    return pageById(
      visibleContentsCases(context)
        .$if(onlyOpen, (query) => query.where('state', '=', 'open'))
        .$if(!!shipmentId, (query) => query.where('shipmentId', '=', shipmentId!)),
      page,
    );
  }
  @Query(() => CodRemittanceConnection, { description: 'Newest first, or sorted by collectedAt, dueAt or amountFen.' })
  codRemittances(
    @Ctx() context: LogisticsContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('onlyOpen', () => Boolean, { defaultValue: false }) onlyOpen: boolean,
  ) {
    return sortedPage(
      visibleCod(context).$if(onlyOpen, (query) =>
        query
          .where(REMIT.at, 'is', null)
          .where('CodRemittance.id', 'not in', context.rows.selectFrom('CodReversal').select('remittanceId')),
      ),
      page,
      { collectedAt: 'collectedAtMs', dueAt: 'dueAtMs', amountFen: 'amountFen' },
      { by: 'collectedAt', descending: true },
    );
  }
  @Mutation(() => callAheadResult.type)
  async callAhead(@Ctx() context: LogisticsContext, @Arg('input', () => CallAheadInput) input: CallAheadInput) {
    return answer(
      callAheadResult,
      await callAhead(context, { shipmentId: input.shipmentId, agreedAtMs: input.agreedAt, place: input.place }),
      (id) => freshShipment(context, id),
    );
  }
  @Mutation(() => checkCourierCodeResult.type)
  async checkCourierCode(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => CheckCourierCodeInput) input: CheckCourierCodeInput,
  ) {
    return checkCourierCodeResult.of(await checkCourierCode(context, input));
  }
  @Mutation(() => renewCourierCodeResult.type, {
    description: 'After five wrong codes: the desk has asked its courier, who is shown new ones.',
  })
  async renewCourierCode(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => RenewCourierCodeInput) input: RenewCourierCodeInput,
  ) {
    return renewCourierCodeResult.of(await renewCourierCode(context, input));
  }
  @Mutation(() => recordOuterPackagingOpenedResult.type)
  async recordOuterPackagingOpened(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => RecordOuterPackagingOpenedInput) input: RecordOuterPackagingOpenedInput,
  ) {
    return answer(recordOuterPackagingOpenedResult, await recordOuterPackagingOpened(context, input), (id) =>
      freshShipment(context, id),
    );
  }
  @Mutation(() => signDeliveryResult.type)
  async signDelivery(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => SignDeliveryInput) input: SignDeliveryInput,
  ) {
    return answer(signDeliveryResult, await signDelivery(context, input), (id) => freshShipment(context, id));
  }
  @Mutation(() => refuseDeliveryResult.type)
  async refuseDelivery(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => RefuseDeliveryInput) input: RefuseDeliveryInput,
  ) {
    return answer(refuseDeliveryResult, await refuseDelivery(context, input as never), (id) =>
      freshShipment(context, id),
    );
  }
  @Mutation(() => arriveAtDepotResult.type)
  async arriveAtDepot(@Ctx() context: LogisticsContext, @Arg('input', () => ShipmentIdInput) input: ShipmentIdInput) {
    return answer(arriveAtDepotResult, await arriveAtDepot(context, input), (id) => freshShipment(context, id));
  }
  @Mutation(() => returnToSellerResult.type)
  async returnToSeller(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => ReturnToSellerInput) input: ReturnToSellerInput,
  ) {
    return answer(returnToSellerResult, await returnToSeller(context, input), (id) => freshShipment(context, id));
  }
  @Mutation(() => openContentsCaseResult.type)
  async openContentsCase(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => OpenContentsCaseInput) input: OpenContentsCaseInput,
  ) {
    return answer(openContentsCaseResult, await openContentsCase(context, input as never), (id) =>
      visibleContentsCases(context).where('id', '=', id).executeTakeFirst(),
    );
  }
  @Mutation(() => settleContentsCaseResult.type)
  async settleContentsCase(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => SettleContentsCaseInput) input: SettleContentsCaseInput,
  ) {
    const { caseId, settlement, consignorContactedAt: consignorContactedAtMs } = input;
    return answer(
      settleContentsCaseResult,
      await settleContentsCase(context, { caseId, settlement, consignorContactedAtMs }),
      (id) => visibleContentsCases(context).where('id', '=', id).executeTakeFirst(),
    );
  }
  @Mutation(() => recordCodCollectedResult.type)
  async recordCodCollected(
    @Ctx() context: LogisticsContext,
    @Arg('input', () => RecordCodCollectedInput) input: RecordCodCollectedInput,
  ) {
    return answer(recordCodCollectedResult, await recordCodCollected(context, input), (id) =>
      visibleCod(context).where('id', '=', id).executeTakeFirst(),
    );
  }
  @Mutation(() => reverseCodResult.type, {
    description: 'Takes back a record of cash that was wrong, by a row that stands against it.',
  })
  async reverseCod(@Ctx() context: LogisticsContext, @Arg('input', () => ReverseCodInput) input: ReverseCodInput) {
    return answer(reverseCodResult, await reverseCod(context, input), (id) =>
      visibleCod(context).where('id', '=', id).executeTakeFirst(),
    );
  }
  @Mutation(() => remitCodResult.type)
  async remitCod(@Ctx() context: LogisticsContext, @Arg('input', () => RemitCodInput) input: RemitCodInput) {
    return answer(remitCodResult, await remitCod(context, input), (id) =>
      visibleCod(context).where('id', '=', id).executeTakeFirst(),
    );
  }
}

@Resolver(() => ContentsCaseView)
export class ContentsCaseResolver {
  @FieldResolver(() => [String], { description: 'What this caller can do now: settle.' })
  availableActions(
    @Ctx() { actor }: LogisticsContext,
    @Root() { state, carrierPartyId }: RowOf<'ContentsCase'>,
  ): string[] {
    return state === 'open' && manages(actor, carrierPartyId) ? ['settle'] : [];
  }
}
@Resolver(() => CodRemittanceView)
export class CodRemittanceResolver {
  @FieldResolver(() => [String], { description: 'What the caller can do with it now: remit, reverse.' })
  availableActions(
    @Ctx() { actor }: LogisticsContext,
    @Root() row: RowOf<'CodRemittance'> & { reversedAtMs: number | null },
  ): string[] {
    if (row.reversedAtMs !== null) return [];
    const roles = [
      ...deskRoles(actor, row.carrierPartyId),
      ...(hasRole(actor, 'operator-admin') ? ['operator-admin'] : []),
    ];
    return [...actionsOnce(REMIT, row, roles), ...actionsOnce(REVERSE, row, roles)];
  }
}
