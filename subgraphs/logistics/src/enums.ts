/** The enums of logistics' API, each made from the table that defines its words. */
import { legLifecycle } from './custody/leg.lifecycle.ts';
import { LEG_KINDS } from './custody/leg.policy.ts';
import { enumOf } from '@heitu/kit/rules/enums';
import { DOOR_SIGNER_TITLES } from '@heitu/standard';
import { courierLifecycle, deviceLifecycle, vehicleLifecycle } from './carrier/carrier.lifecycle.ts';
import { FACILITY_KINDS, FACILITY_STAGES, LICENSED_MODES, VEHICLE_KINDS } from './carrier/carrier.policy.ts';
import { COLLECTION_ACTIONS } from './collection/collection-actions.ts';
import { collectionLifecycle } from './collection/collection.lifecycle.ts';
import { COLLECTION_KINDS, COLLECTION_SIGNERS, REFUND_FORMS } from './collection/collection.policy.ts';
import { codLifecycle } from './delivery/cod.lifecycle.ts';
import { contentsCaseLifecycle } from './delivery/contents-case.lifecycle.ts';
import { CONTENTS_CASE_KINDS, REFUSAL_REASONS, VISIT_OUTCOMES } from './delivery/delivery.policy.ts';
import { TIME_DOUBTS } from './delivery/done.policy.ts';
import { handoverLifecycle, mismatchLifecycle } from './handover/handover.lifecycle.ts';
import { MISMATCH_KINDS } from './handover/reconcile.policy.ts';
import { STORE_FIGURE_SOURCES } from './handover/store-record.policy.ts';
import { PARCEL_ACTIONS } from './shipment/parcel-actions.ts';
import { shipmentLifecycle } from './shipment/shipment.lifecycle.ts';
import { SIDES } from './shipment/shipment.policy.ts';
import { storageStayLifecycle } from './shipment/storage-stay.lifecycle.ts';
import { STATION_ACTS } from './station/station.policy.ts';
import { checkLifecycle } from './supervision/check.lifecycle.ts';
import { CHECK_FORMS, CHECK_TOPICS, PLANNED_FORMS } from './supervision/supervision.policy.ts';
import { tariffLifecycle } from './tariff/tariff.lifecycle.ts';
import { TARIFF_CHANGE_KINDS } from './tariff/tariff.policy.ts';
import { ALARM_DECISIONS, alarmLifecycle } from './temperature/alarm.lifecycle.ts';
import { ALARM_KINDS, ALARM_SEVERITIES } from './temperature/excursion.policy.ts';

export const FacilityKinds = enumOf('FacilityKind', FACILITY_KINDS);
export const FacilityStages = enumOf('FacilityStage', FACILITY_STAGES, 'Where on its way produce is kept there.');
export const VehicleKinds = enumOf('VehicleKind', VEHICLE_KINDS);
export const LicensedModes = enumOf(
  'LicensedMode',
  LICENSED_MODES,
  'What ordinary post may not carry, each with its own licence.',
);
export const CourierActs = enumOf('CourierAct', courierLifecycle.labels);
export const VehicleActs = enumOf('VehicleAct', vehicleLifecycle.labels);
export const DeviceActs = enumOf('DeviceAct', deviceLifecycle.labels);

export const ShipmentStates = enumOf('ShipmentState', shipmentLifecycle.texts);
export const ShipmentActs = enumOf('ShipmentAct', PARCEL_ACTIONS);
export const StorageStayActs = enumOf('StorageStayAct', storageStayLifecycle.labels);
export const Sides = enumOf('HandoverSide', SIDES, 'Of the two that hand goods over.');

export const StationActs = enumOf('StationParcelAct', STATION_ACTS);

export const HandoverStates = enumOf('HandoverState', handoverLifecycle.texts);
export const StoreFigureSources = enumOf(
  'StoreFigureSource',
  STORE_FIGURE_SOURCES,
  'Where the temperature of the store on a goods document comes from.',
);
export const HandoverActs = enumOf('HandoverAct', handoverLifecycle.labels);
export const LegKinds = enumOf('CustodyLegKind', LEG_KINDS, 'Who gives the goods to whom.');
export const LegStates = enumOf('CustodyLegState', legLifecycle.texts);
export const LegActs = enumOf('CustodyLegAct', legLifecycle.labels);
export const MismatchKinds = enumOf('HandoverMismatchKind', MISMATCH_KINDS);
export const MismatchActs = enumOf('HandoverMismatchAct', mismatchLifecycle.labels);

export const RefusalReasons = enumOf('DeliveryRefusalReason', REFUSAL_REASONS);
export const DoorSigners = enumOf('DoorSigner', DOOR_SIGNER_TITLES, "Who takes a parcel on the courier's screen.");
export const TimeDoubts = enumOf('TimeDoubt', TIME_DOUBTS, 'Of what was done without a network.');
export const VisitOutcomes = enumOf('DoorVisitOutcome', VISIT_OUTCOMES);
export const ContentsCaseKinds = enumOf('ContentsCaseKind', CONTENTS_CASE_KINDS);
export const ContentsCaseStates = enumOf('ContentsCaseState', contentsCaseLifecycle.texts);
export const ContentsCaseActs = enumOf('ContentsCaseAct', contentsCaseLifecycle.labels);
export const CodStates = enumOf('CodRemittanceState', codLifecycle.texts);
export const CodActs = enumOf('CodRemittanceAct', codLifecycle.labels);

export const CollectionKinds = enumOf('CollectionKind', COLLECTION_KINDS);
export const CollectionStates = enumOf('CollectionState', collectionLifecycle.texts);
export const CollectionActs = enumOf('CollectionAct', COLLECTION_ACTIONS);
export const CollectionSigners = enumOf('CollectionSigner', COLLECTION_SIGNERS);
export const RefundForms = enumOf('CollectionRefundForm', REFUND_FORMS);

export const TariffChangeKinds = enumOf('TariffChangeKind', TARIFF_CHANGE_KINDS);
export const TariffChangeStates = enumOf('TariffChangeState', tariffLifecycle.texts);
export const TariffChangeActs = enumOf('TariffChangeAct', tariffLifecycle.labels);

export const AlarmKinds = enumOf('AlarmKind', ALARM_KINDS);
export const AlarmSeverities = enumOf('AlarmSeverity', ALARM_SEVERITIES);
export const AlarmStates = enumOf('AlarmState', alarmLifecycle.texts);
export const AlarmActs = enumOf('AlarmAct', alarmLifecycle.labels);
export const AlarmDecisions = enumOf('AlarmDecision', ALARM_DECISIONS, 'What becomes of the goods.');

export const CheckForms = enumOf('CheckForm', CHECK_FORMS);
export const PlannedForms = enumOf('PlannedCheckForm', PLANNED_FORMS, 'How a check is made that somebody plans.');
export const CheckTopics = enumOf('CheckTopic', CHECK_TOPICS, 'What the operator watches carriers for (8.2).');
export const CheckActs = enumOf('SupervisionCheckAct', checkLifecycle.labels);
