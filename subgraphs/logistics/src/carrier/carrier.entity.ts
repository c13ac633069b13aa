import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { courierLifecycle } from './carrier.lifecycle.ts';
import type { FacilityKind, FacilityStage, LicensedMode, VehicleKind } from './carrier.policy.ts';
import { celsius } from '../temperature/celsius.column.ts';

/** A filed carrier: known by what sellers says of it, never registered here. */
export const Carrier = defineEntity({
  name: 'Carrier',
  tableName: 'Carrier',
  properties: {
    partyId: column.reference().primary(),
    name: column.line(),
    /** When it was named so: an older name that arrives late changes nothing. */
    namedAtMs: column.time().nullable(),
    inGoodStanding: column.flag(),
    standingReason: column.line().default(''),
    /** 8.5.1.br: at least 5 days of 8 hours; null until the carrier has said. */
    serviceDaysPerWeek: column.integer().nullable(),
    serviceHoursPerDay: column.integer().nullable(),
    /** Agreed with the sellers: how soon an order is answered, fetched, and collected cash is paid back. */
    responseMinutes: column.integer(),
    takeOverHours: column.integer(),
    remitWorkingDays: column.integer(),
    /** Its couriers show the code by which a buyer pays at the door. */
    collectsPayment: column.flag().default(false),
    /** So much less than to the door a parcel costs that it brings to a station. */
    stationOffFen: column.fen().nullable(),
    /** Licensed ways to carry what ordinary post may not. */
    licensedModes: column.json<LicensedMode[]>().default('[]'),
    serviceChangedAtMs: column.time().nullable(),
    createdAtMs: column.time(),
  },
});

/**
 * A filed rural service station: remote villages are served through one (8.1.2.as). Where it is and what it holds it
 * declares itself; until it has, no parcel is brought there.
 */
export const Station = defineEntity({
  name: 'Station',
  tableName: 'Station',
  properties: {
    partyId: column.reference().primary(),
    name: column.line(),
    namedAtMs: column.time().nullable(),
    inGoodStanding: column.flag(),
    createdAtMs: column.time(),
    divisionCode: column.code().nullable(),
    address: column.line().nullable(),
    /** `08:00` */
    opens: column.code().nullable(),
    closes: column.code().nullable(),
    shelfPlaces: column.integer().default(0),
    /** In its cold store; none where it has no such store. */
    coldPlaces: column.integer().default(0),
    /** Since when it takes parcels; null while it takes none. */
    receivesSinceMs: column.time().nullable(),
    changedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['divisionCode'] }],
});

export const Facility = defineEntity({
  name: 'Facility',
  tableName: 'Facility',
  properties: {
    id: column.id().primary(),
    carrierPartyId: column.reference(),
    /** The seller whose goods stand in it until the carrier fetches them; null: the carrier's own. */
    sellerPartyId: column.reference().nullable(),
    kind: column.code<FacilityKind>(),
    name: column.line(),
    divisionCode: column.code(),
    address: column.line(),
    /** Where on its way produce is kept here: origin, transit or sales place (8.7.end). */
    stage: column.code<FacilityStage>(),
    modern: column.flag(),
    capacityKilograms: column.integer(),
    temperatureCelsiusMin: celsius().nullable(),
    temperatureCelsiusMax: celsius().nullable(),
    dwellHoursMax: column.integer(),
    createdAtMs: column.time(),
  },
  indexes: [{ properties: ['carrierPartyId', 'kind'] }, { properties: ['sellerPartyId'] }],
});

export const Vehicle = defineEntity({
  name: 'Vehicle',
  tableName: 'Vehicle',
  properties: {
    id: column.id().primary(),
    carrierPartyId: column.reference(),
    plate: column.line(20),
    kind: column.code<VehicleKind>(),
    licenceNumber: column.line(64),
    /** The last day its transport papers hold. */
    validUntil: column.date(),
    temperatureCelsiusMin: celsius().nullable(),
    temperatureCelsiusMax: celsius().nullable(),
    createdAtMs: column.time(),
    /** Since when the carrier uses it no longer; registered again it is null again. */
    endedAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['carrierPartyId', 'plate'] }],
});

export const Courier = defineEntity({
  name: 'Courier',
  tableName: 'Courier',
  properties: {
    id: column.id().primary(),
    carrierPartyId: column.reference(),
    accountId: column.reference().index(),
    /** Sealed under the courier's account, as the phone. */
    name: column.sealedText(),
    phoneSealed: column.sealed(),
    state: column.state(courierLifecycle).default('working'),
    /** 8.5.3.bu-bv: which rules were accepted, and when. */
    rulesVersion: column.code().nullable(),
    rulesAcceptedAtMs: column.time().nullable(),
    createdAtMs: column.time(),
    changedAtMs: column.time(),
  },
  uniques: [{ properties: ['carrierPartyId', 'accountId'] }],
});

/**
 * A thermometer on a store or a vehicle. Its state between pushes is here, so that an excursion's length survives a
 * restart.
 */
export const Device = defineEntity({
  name: 'Device',
  tableName: 'Device',
  properties: {
    id: column.reference().primary(),
    carrierPartyId: column.reference(),
    facilityId: column.id().nullable(),
    vehicleId: column.id().nullable(),
    /** Sealed under the carrier. */
    secretSealed: column.sealed(),
    createdAtMs: column.time(),
    /** The newest reading's own time; null until the first. */
    lastReadingAtMs: column.time().nullable(),
    lastTemperatureCelsius: celsius().nullable(),
    /** When we last heard of it: silence is measured from here. */
    heardAtMs: column.time(),
    /** The first reading out of range of the excursion that goes on now. */
    outSinceMs: column.time().nullable(),
    silenceAlarmId: column.id().nullable(),
    /**
     * Since when it is not used; its readings stay with the goods of its time, so that it may come back to its place,
     * but to no other.
     */
    endedAtMs: column.time().nullable(),
  },
  indexes: [
    { properties: ['carrierPartyId'] },
    { properties: ['vehicleId'] },
    { properties: ['facilityId'] },
    { properties: ['heardAtMs'] },
  ],
});
