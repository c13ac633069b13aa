import type { Context } from '@heitu/kit/data/context';
import type { RowsOf } from '@heitu/kit/data/orm';
import type { Kysely } from 'kysely';
import { OfferRefusal, Rate, ServiceArea, SkuOnSale, Village } from './area/area.entity.ts';
import { Carrier, Courier, Device, Facility, Station, Vehicle } from './carrier/carrier.entity.ts';
import { Collection } from './collection/collection.entity.ts';
import { CodRemittance, CodReversal, ContentsCase } from './delivery/delivery.entity.ts';
import { Handover, Mismatch, Reconciliation } from './handover/handover.entity.ts';
import type { Services } from './services.ts';
import { ExpressScan, RecipientRead, Shipment, StorageStay, Trip } from './shipment/shipment.entity.ts';
import { PartUse, SupervisionCheck } from './supervision/supervision.entity.ts';
import { Alarm, AlarmedShipment, Reading } from './temperature/temperature.entity.ts';

export const entities = [
  Carrier,
  Station,
  Facility,
  Vehicle,
  Courier,
  Device,
  ServiceArea,
  Rate,
  Village,
  OfferRefusal,
  SkuOnSale,
  Shipment,
  Trip,
  StorageStay,
  ExpressScan,
  RecipientRead,
  Handover,
  Reconciliation,
  Mismatch,
  ContentsCase,
  CodRemittance,
  CodReversal,
  Collection,
  Reading,
  Alarm,
  AlarmedShipment,
  SupervisionCheck,
  PartUse,
] as const;

export type LogisticsContext = Context<typeof entities, Services>;
export type LogisticsRows = RowsOf<typeof entities>;
export type Tables = LogisticsContext['rows'] extends Kysely<infer T> ? T : never;
/** A row as a page reads it. */
export type RowOf<Name extends keyof Tables> = import('kysely').Selectable<Tables[Name]>;
