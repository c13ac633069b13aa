import type { EntityData, FilterQuery, InferEntity } from '@mikro-orm/core';
import { NOT_FOUND, refuse, WRONG_STATE, type Refused } from '@heitu/kit/rules/outcome';
import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import type { Shipment } from './shipment.entity.ts';
import type { JudgedParcel, TowardsBuyer } from './shipment.lifecycle.ts';
import { shipments } from './shipment.moves.ts';
import { stoppedRefusal } from './stop.policy.ts';
import { refuseMoved } from './stop-shipments.ts';

type Parcel = InferEntity<typeof Shipment>;
const refusals = { NOT_FOUND, WRONG_STATE, ...stoppedRefusal } as const;

/**
 * Somebody moves a parcel towards its buyer; null where it was done. Of a recall and this act at the same moment the
 * second sees the first, and where the parcel is stopped the refusal says which lot it is and where the goods lie.
 */
export async function moveTowardsBuyer(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  action: TowardsBuyer,
  parcel: JudgedParcel & { id: string },
  more: { parts: readonly string[]; where?: FilterQuery<Parcel> & object; set?: EntityData<Parcel> },
): Promise<Refused<keyof typeof refusals> | null> {
  const refused = await shipments.move(context, tx, action, parcel, (code) => refuse(refusals, code), more);
  return refused === null || refused.code === 'NOT_FOUND' ? refused : refuseMoved(context, parcel.id);
}
