import type { ShipmentLine } from './shipment.policy.ts';
import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { LotStopCause } from '@heitu/events/catalog.lot-blocked.v1';
import type { OrderPayment } from '@heitu/events/orders.order-ready.v1';
import type { Storage } from '@heitu/standard';
import type { FacilityStage } from '../carrier/carrier.policy.ts';
import type { DoorProof, RefusalReason } from '../delivery/delivery.policy.ts';
import { celsius } from '../temperature/celsius.column.ts';
import { shipmentLifecycle } from './shipment.lifecycle.ts';
import { tripLifecycle } from './trip.lifecycle.ts';

export const Shipment = defineEntity({
  name: 'Shipment',
  tableName: 'Shipment',
  properties: {
    id: column.id().primary(),
    orderId: column.reference(),
    orderNumber: column.line(64),
    /** Marks an exchange's second parcel; empty for an order's own, so that the pair is unique. */
    afterSaleId: column.reference().default(''),
    buyerAccountId: column.reference(),
    sellerPartyId: column.reference(),
    shopId: column.reference(),
    carrierPartyId: column.reference(),
    carrierName: column.line(),
    consignorName: column.line(),
    /** Sealed under the seller, as its phone and address. */
    consignorContact: column.sealedText(),
    consignorPhone: column.sealedText(),
    consignorAddress: column.sealedText(),
    toDivisionCode: column.code(),
    /** {name, phone, address}, sealed under the buyer's account. */
    recipientSealed: column.sealed(),
    storage: column.code<Storage>(),
    temperatureCelsiusMin: celsius().nullable(),
    temperatureCelsiusMax: celsius().nullable(),
    units: column.integer(),
    weightGrams: column.integer(),
    goodsFen: column.fen(),
    deliveryFen: column.fen(),
    payment: column.code<OrderPayment>().default('prepaid'),
    /** What is paid at the door: its checkout, and since when it is paid. */
    doorCheckoutId: column.reference().nullable(),
    doorPaidAtMs: column.time().nullable(),
    lines: column.json<ShipmentLine[]>(),
    trackingNumber: column.line(40).unique(),
    state: column.state(shipmentLifecycle),
    readyAtMs: column.time(),
    respondDueAtMs: column.time(),
    takeOverDueAtMs: column.time(),
    deliverByMs: column.time(),
    courierId: column.id().nullable(),
    courierAccountId: column.reference().nullable(),
    vehicleId: column.id().nullable(),
    assignedAtMs: column.time().nullable(),
    takenOverAtMs: column.time().nullable(),
    tripId: column.id().nullable(),
    /** Off the vehicle: delivered, or back at the depot. */
    leftVehicleAtMs: column.time().nullable(),
    calledAheadAtMs: column.time().nullable(),
    agreedAtMs: column.time().nullable(),
    agreedPlace: column.sealedText().nullable(),
    codeAttempts: column.integer().default(0),
    /** How often the courier was given new codes after a lock. */
    codeRound: column.integer().default(0),
    /** The code that its recipient gets by SMS: how often it was sent, when, and how often it was tried. */
    signingCodeRound: column.integer().default(0),
    signingCodeSentAtMs: column.time().nullable(),
    signingCodeAttempts: column.integer().default(0),
    /** What vouches for who took it; null until somebody has. */
    doorProof: column.code<DoorProof>().nullable(),
    /** How often a courier stood at the door and nobody was home. */
    missedVisits: column.integer().default(0),
    identityCheckedAtMs: column.time().nullable(),
    outerOpenedAtMs: column.time().nullable(),
    courierInspectedAtMs: column.time().nullable(),
    deliveredAtMs: column.time().nullable(),
    inTime: column.flag().nullable(),
    /** {name, signature, on a courier's screen who agreed and when}, sealed under the buyer's account. */
    signatureSealed: column.sealed().nullable(),
    refusedAtMs: column.time().nullable(),
    refusalReason: column.code<RefusalReason>().nullable(),
    refusalNote: column.sealedText().nullable(),
    atDepotAtMs: column.time().nullable(),
    /** By when the carrier brings it from its depot to its seller. */
    giveBackByMs: column.time().nullable(),
    returnedAtMs: column.time().nullable(),
    /** When it ended by itself, since nobody moved it: never fetched, or lost. */
    endedAtMs: column.time().nullable(),
    resellable: column.flag().nullable(),
    /** A lot in it was blocked or recalled: it goes no further (stop.policy.ts). */
    stoppedAtMs: column.time().nullable(),
    stopCause: column.code<LotStopCause>().nullable(),
    stopLotCode: column.line(80).nullable(),
    /** The village station where the buyer fetches it, as it was when the order was picked; null: to the door. */
    stationPartyId: column.reference().nullable(),
    stationName: column.line().nullable(),
    stationAddress: column.line().nullable(),
    atStationAtMs: column.time().nullable(),
    fetchByMs: column.time().nullable(),
    leftStationAtMs: column.time().nullable(),
    /** Where on the station's shelf it stands, or stood. */
    shelf: column.line(8).nullable(),
    /** Station and place while it stands there, then null: the unique key gives one place to one parcel. */
    shelfFor: column.line(80).nullable().unique(),
    pickupAttempts: column.integer().default(0),
    /** How often the buyer took a new code. */
    pickupRound: column.integer().default(0),
    /** An outside express company carries a leg: its 快递100 code and number. */
    expressCompany: column.code().nullable(),
    expressNumber: column.line(40).nullable().unique(),
    expressSubscribedAtMs: column.time().nullable(),
    /** When where it went and who signed was forgotten. */
    forgottenAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['orderId', 'afterSaleId'] }],
  indexes: [
    { properties: ['state', 'id'] },
    { properties: ['refusedAtMs'] },
    // Done in a period, or due in it and not done: two ranges of one index.
    { properties: ['takenOverAtMs', 'takeOverDueAtMs'] },
    { properties: ['assignedAtMs', 'respondDueAtMs'] },
    { properties: ['carrierPartyId', 'state', 'id'] },
    { properties: ['sellerPartyId', 'id'] },
    { properties: ['buyerAccountId', 'id'] },
    { properties: ['courierAccountId', 'id'] },
    { properties: ['vehicleId', 'takenOverAtMs'] },
    { properties: ['deliveredAtMs'] },
    { properties: ['stoppedAtMs'] },
    { properties: ['deliverByMs', 'id'] },
    { properties: ['forgottenAtMs', 'deliverByMs'] },
    { properties: ['state', 'deliverByMs'] },
    { properties: ['state', 'fetchByMs'] },
    { properties: ['stationPartyId', 'state'] },
  ],
});

/** One vehicle's round on one day, with its load check (8.4.3.bm-bn). */
export const Trip = defineEntity({
  name: 'Trip',
  tableName: 'Trip',
  properties: {
    id: column.id().primary(),
    carrierPartyId: column.reference(),
    vehicleId: column.id(),
    date: column.date(),
    cold: column.flag(),
    outOfRange: column.flag().default(false),
    state: column.state(tripLifecycle).default('unchecked'),
    startedAtMs: column.time(),
    checkedAtMs: column.time().nullable(),
    checkedBy: column.reference().nullable(),
    /** LoadCheck */
    check: column.json().nullable(),
  },
  uniques: [{ properties: ['vehicleId', 'date'] }],
  indexes: [
    { properties: ['state', 'startedAtMs'] },
    { properties: ['startedAtMs'] },
    { properties: ['carrierPartyId', 'startedAtMs'] },
  ],
});

/** A stay of a shipment in a store (8.7.end). */
export const StorageStay = defineEntity({
  name: 'StorageStay',
  tableName: 'StorageStay',
  properties: {
    id: column.id().primary(),
    shipmentId: column.id(),
    /** The shipment until it leaves, then null: the unique key allows a parcel to be in one store. */
    openFor: column.id().nullable().unique(),
    facilityId: column.id(),
    carrierPartyId: column.reference(),
    stage: column.code<FacilityStage>(),
    cold: column.flag(),
    arrivedAtMs: column.time(),
    leaveByMs: column.time(),
    leftAtMs: column.time().nullable(),
  },
  indexes: [
    { properties: ['arrivedAtMs'] },
    { properties: ['facilityId', 'arrivedAtMs'] },
    { properties: ['shipmentId'] },
    { properties: ['leftAtMs', 'leaveByMs'] },
  ],
});

/** A scan that an outside express company reported. */
export const ExpressScan = defineEntity({
  name: 'ExpressScan',
  tableName: 'ExpressScan',
  properties: {
    id: column.id().primary(),
    shipmentId: column.id(),
    buyerAccountId: column.reference().nullable(),
    atMs: column.time(),
    /** Outside companies write couriers' names and phones here; sealed under the buyer. */
    text: column.sealedText(),
    receivedAtMs: column.time(),
  },
  indexes: [{ properties: ['shipmentId', 'atMs'] }, { properties: ['receivedAtMs'] }],
});

/** Each time somebody was shown a recipient in full who is not that recipient (8.5.3.bw). */
export const RecipientRead = defineEntity({
  name: 'RecipientRead',
  tableName: 'RecipientRead',
  properties: {
    id: column.id().primary(),
    shipmentId: column.id(),
    accountId: column.reference(),
    inTask: column.flag(),
    atMs: column.time(),
  },
  indexes: [{ properties: ['atMs'] }],
});
