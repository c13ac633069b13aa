import { setCarrierService } from './carrier/set-carrier-service.ts';
import { registerFacility } from './carrier/register-facility.ts';
import { registerVehicle } from './carrier/register-vehicle.ts';
import { registerCourier } from './carrier/register-courier.ts';
import { endCourier } from './carrier/end-courier.ts';
import { endVehicle } from './carrier/end-vehicle.ts';
import { endDevice } from './carrier/end-device.ts';
import { acceptCourierRules } from './carrier/accept-courier-rules.ts';
import { linkDevice } from './carrier/link-device.ts';
import { setServiceArea } from './area/set-service-area.ts';
import { setRate } from './area/set-rate.ts';
import { withdrawServiceArea } from './area/withdraw-service-area.ts';
import { withdrawRate } from './area/withdraw-rate.ts';
import { decideTariffChange } from './tariff/decide-tariff-change.ts';
import { withdrawTariffChange } from './tariff/withdraw-tariff-change.ts';
import { declareVillages } from './area/declare-villages.ts';
import { assignShipment } from './shipment/assign-shipment.ts';
import { assignReadyShipments } from './shipment/assign-ready-shipments.ts';
import { checkLoad } from './shipment/check-load.ts';
import { storeShipment } from './shipment/store-shipment.ts';
import { releaseFromStorage } from './shipment/release-from-storage.ts';
import { setExpressNumber } from './shipment/set-express-number.ts';
import { openHandover } from './handover/open-handover.ts';
import { voidHandover } from './handover/void-handover.ts';
import { signHandover } from './handover/sign-handover.ts';
import { reconcileHandovers } from './handover/reconcile-handovers.ts';
import { resolveMismatch } from './handover/resolve-mismatch.ts';
import { issueHandoverCard } from './card/issue-card.ts';
import { withdrawHandoverCard } from './card/withdraw-card.ts';
import { signHandoverByCard } from './card/sign-by-card.ts';
import { objectToHandover } from './card/object-to-handover.ts';
import { signCustodyLeg } from './custody/sign-leg.ts';
import { setStationService } from './station/set-station-service.ts';
import { handParcelToStation } from './station/hand-to-station.ts';
import { takeParcelAtStation } from './station/take-at-station.ts';
import { handOutParcel } from './station/hand-out.ts';
import { giveParcelBack } from './station/give-back.ts';
import { renewPickupCode } from './station/renew-pickup-code.ts';
import { callAhead } from './delivery/call-ahead.ts';
import { recordOuterPackagingOpened } from './delivery/record-outer-packaging-opened.ts';
import { signDelivery } from './delivery/sign-delivery.ts';
import { sendSigningCode } from './delivery/send-signing-code.ts';
import { signAtDoor } from './delivery/sign-at-door.ts';
import { recordNobodyHome } from './delivery/record-nobody-home.ts';
import { refuseDelivery } from './delivery/refuse-delivery.ts';
import { arriveAtDepot } from './delivery/arrive-at-depot.ts';
import { returnToSeller } from './delivery/return-to-seller.ts';
import { openContentsCase } from './delivery/open-contents-case.ts';
import { settleContentsCase } from './delivery/settle-contents-case.ts';
import { recordCodCollected } from './delivery/record-cod-collected.ts';
import { answerCodPaid } from './delivery/answer-cod-paid.ts';
import { answerCodReversal } from './delivery/answer-cod-reversal.ts';
import { sayCodPaid } from './delivery/say-cod-paid.ts';
import { remitCod } from './delivery/remit-cod.ts';
import { reverseCod } from './delivery/reverse-cod.ts';
import { renewCourierCode } from './delivery/renew-courier-code.ts';
import { checkCourierCode } from './delivery/check-courier-code.ts';
import { acknowledgeAlarm } from './temperature/acknowledge-alarm.ts';
import { resolveAlarm } from './temperature/resolve-alarm.ts';
import { assignCollection } from './collection/assign-collection.ts';
import { appointCollection } from './collection/appoint-collection.ts';
import { settleCollection } from './collection/settle-collection.ts';
import { inspectCollection } from './collection/inspect-collection.ts';
import { recordCollectionCondition } from './collection/record-collection-condition.ts';
import { signCollection } from './collection/sign-collection.ts';
import { takeCollection } from './collection/take-collection.ts';
import { handOverCollection } from './collection/hand-over-collection.ts';
import { signCollectionHandover } from './collection/sign-collection-handover.ts';
import { planCheck } from './supervision/plan-check.ts';
import { recordCheck } from './supervision/record-check.ts';
import { settleFinding } from './supervision/settle-finding.ts';
import { reportCarrierBreach } from './supervision/report-carrier-breach.ts';

/** All that can be done in this room. */
export const mutations = [
  setCarrierService,
  registerFacility,
  registerVehicle,
  registerCourier,
  endCourier,
  endVehicle,
  endDevice,
  acceptCourierRules,
  linkDevice,
  setServiceArea,
  setRate,
  withdrawServiceArea,
  withdrawRate,
  declareVillages,
  withdrawTariffChange,
  decideTariffChange,
  assignShipment,
  assignReadyShipments,
  checkLoad,
  storeShipment,
  releaseFromStorage,
  setExpressNumber,
  openHandover,
  voidHandover,
  signHandover,
  reconcileHandovers,
  resolveMismatch,
  issueHandoverCard,
  withdrawHandoverCard,
  signHandoverByCard,
  objectToHandover,
  signCustodyLeg,
  setStationService,
  handParcelToStation,
  takeParcelAtStation,
  handOutParcel,
  giveParcelBack,
  renewPickupCode,
  callAhead,
  recordOuterPackagingOpened,
  signDelivery,
  sendSigningCode,
  signAtDoor,
  recordNobodyHome,
  refuseDelivery,
  arriveAtDepot,
  returnToSeller,
  openContentsCase,
  settleContentsCase,
  recordCodCollected,
  remitCod,
  sayCodPaid,
  answerCodPaid,
  answerCodReversal,
  reverseCod,
  renewCourierCode,
  checkCourierCode,
  acknowledgeAlarm,
  resolveAlarm,
  assignCollection,
  appointCollection,
  settleCollection,
  inspectCollection,
  recordCollectionCondition,
  signCollection,
  takeCollection,
  handOverCollection,
  signCollectionHandover,
  planCheck,
  recordCheck,
  settleFinding,
  reportCarrierBreach,
];
