import type { Context, Transaction } from '@heitu/kit/data/context';
import type { RowsOf } from '@heitu/kit/data/orm';
import { CustodyLeg } from './custody/leg.entity.ts';
import { mutationsOf } from '@heitu/kit/rules/mutation';
import type { ClauseRef } from '@heitu/standard';
import type { Kysely, Selectable } from 'kysely';
import { PastRate, PastStationOff } from './area/past-tariff.entity.ts';
import { OfferRefusal, Rate, ServiceArea, SkuOnSale, Village } from './area/area.entity.ts';
import { Carrier, Courier, Device, Facility, Station, Vehicle } from './carrier/carrier.entity.ts';
import { CardSignature, HandoverCard } from './card/card.entity.ts';
import { Collection } from './collection/collection.entity.ts';
import { CodRemittance, CodReversal, ContentsCase, DoorVisit } from './delivery/delivery.entity.ts';
import { Handover, Mismatch, Reconciliation } from './handover/handover.entity.ts';
import { AgreedContract } from './contract/agreed-contract.entity.ts';
import type { Services } from './services.ts';
import { ExpressScan, RecipientRead, Shipment, StorageStay, Trip } from './shipment/shipment.entity.ts';
import { PartUse, SupervisionCheck } from './supervision/supervision.entity.ts';
import { TariffChange } from './tariff/tariff.entity.ts';
import { Alarm, AlarmedShipment, Reading, ReadingSeal } from './temperature/temperature.entity.ts';

export const entities = [
  AgreedContract,
  Carrier,
  Station,
  Facility,
  Vehicle,
  Courier,
  Device,
  ServiceArea,
  Rate,
  PastRate,
  PastStationOff,
  TariffChange,
  Village,
  OfferRefusal,
  SkuOnSale,
  Shipment,
  Trip,
  StorageStay,
  ExpressScan,
  RecipientRead,
  Handover,
  CustodyLeg,
  Reconciliation,
  Mismatch,
  HandoverCard,
  CardSignature,
  ContentsCase,
  DoorVisit,
  CodRemittance,
  CodReversal,
  Collection,
  Reading,
  ReadingSeal,
  Alarm,
  AlarmedShipment,
  SupervisionCheck,
  PartUse,
] as const;

export type LogisticsContext = Context<typeof entities, Services>;
export type LogisticsTransaction = Transaction<typeof entities>;
export type LogisticsRows = RowsOf<typeof entities>;
export type Tables = LogisticsContext['rows'] extends Kysely<infer T> ? T : never;
/** A row as a page reads it. */
export type RowOf<Name extends keyof Tables> = Selectable<Tables[Name]>;

/** Each mutation of this room is made by it, whole in one file. */
export const mutation = mutationsOf<LogisticsContext, ClauseRef>();
