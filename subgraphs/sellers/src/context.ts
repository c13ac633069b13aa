import type { Context, Transaction } from '@heitu/kit/data/context';
import { mutationsOf } from '@heitu/kit/rules/mutation';
import type { RowsOf } from '@heitu/kit/data/orm';
import { ScanOpening } from '@heitu/kit/privacy/scan-openings';
import type { ClauseRef } from '@heitu/standard';
import { Contract } from './contract/contract.entity.ts';
import { Document, Filing, Reminder, ReReview } from './filing/filing.entity.ts';
import { WitnessedFiling } from './filing/witnessed.entity.ts';
import { Grower } from './grower/grower.entity.ts';
import { HelpRequest } from './help/help.entity.ts';
import { ShopLook } from './look/shop-look.entity.ts';
import { FormerName } from './party/former-name.entity.ts';
import { Party, PartyMeasure } from './party/party.entity.ts';
import { Shop } from './shop/shop.entity.ts';
import { Staff, Training } from './staff/staff.entity.ts';
import { ExamSitting, TrainingSeat, TrainingSession } from './training/training.entity.ts';
import { Supplier } from './supplier/supplier.entity.ts';

export const entities = [
  Party,
  PartyMeasure,
  FormerName,
  Document,
  Filing,
  ReReview,
  Reminder,
  WitnessedFiling,
  Supplier,
  Shop,
  ShopLook,
  Grower,
  Staff,
  Training,
  TrainingSession,
  TrainingSeat,
  ExamSitting,
  Contract,
  HelpRequest,
  ScanOpening,
] as const;
export type SellersContext = Context<typeof entities, Record<string, never>>;
export type SellersRows = RowsOf<typeof entities>;
export type SellersTransaction = Transaction<typeof entities>;

/** Each mutation of this room is made by it, whole in one file. */
export const mutation = mutationsOf<SellersContext, ClauseRef>();
