import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { manages } from '../access.ts';
import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import { CustodyLeg } from './leg.entity.ts';
import { legLifecycle } from './leg.lifecycle.ts';
import { legs } from './leg.moves.ts';
import { SIGN_LEG_WORKING_DAYS, type Found, type LegKind, type LegSide } from './leg.policy.ts';
import { signatureBy, type Signer } from './sign.ts';

/** Where the goods are given or taken: a store of the carrier, a village station, or at a door. */
export interface LegPlace {
  facilityId?: string | undefined;
  stationPartyId?: string | undefined;
}
/** What changes hands: a parcel, or what was fetched back from its buyer. */
interface Goods {
  id: string;
  units: number;
  carrierPartyId: string;
  courierAccountId?: string | null | undefined;
}
type Passed = ({ shipment: Goods } | { collection: Goods }) & {
  place?: LegPlace;
  kind: LegKind;
  /** Left out: by who the caller is to the carrier. */
  side?: LegSide;
  signer?: Signer;
  /** Left out: a working day. */
  signByMs?: number;
  /** Whoever gives them has no phone that works: the goods have gone on, and the giver signs when they can. */
  takenAlone?: true;
  found: {
    units?: number | null | undefined;
    sealNumber?: string | null | undefined;
    sealWhole?: boolean | null | undefined;
    temperatureCelsius?: number | null | undefined;
  };
};
const goodsOf = (passed: Passed): Goods => ('shipment' in passed ? passed.shipment : passed.collection);

/**
 * The goods pass from one to another: whoever writes it down signs for their side, the other side is still to. A leg
 * before it that nobody signed stays unsigned: the goods have gone on.
 */
export async function openLeg(context: LogisticsContext, tx: LogisticsTransaction, passed: Passed) {
  const { place = {}, kind, found, signer } = passed;
  const goods = goodsOf(passed);
  await legs.bySystem(context, tx, 'leave', { openFor: goods.id }, { openFor: null });
  const isKeeper = manages(context.actor, goods.carrierPartyId) && goods.courierAccountId !== context.actor.id;
  const side = passed.side ?? (isKeeper ? 'keeper' : 'courier');
  const { sealNumber = null, sealWhole = null, temperatureCelsius: celsius = null } = found;
  const said: Found = { units: found.units ?? goods.units, sealWhole, celsius };
  const openedAtMs = context.clock.now();
  const leg = {
    id: context.newId(),
    ...('shipment' in passed ? { shipmentId: goods.id } : { collectionId: goods.id }),
    ...place,
    kind,
    sealNumber,
    ...(passed.takenAlone && { takenAlone: true }),
    state: legLifecycle.initial,
    openedAtMs,
    signByMs: passed.signByMs ?? addWorkingDays(openedAtMs, SIGN_LEG_WORKING_DAYS),
  };
  const signed = signatureBy(context, side, leg, said, signer);
  const openFor = passed.takenAlone ? null : goods.id;
  await tx.em.insert(CustodyLeg, { ...leg, carrierPartyId: goods.carrierPartyId, openFor, ...signed });
  return leg;
}

/** One side signs: the other side's leg where it is open, else a leg of its own that waits for the other. */
export async function signLeg(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  passed: Passed & { side: LegSide },
): Promise<void> {
  const goods = goodsOf(passed);
  const shown = await tx.em.findOne(CustodyLeg, { openFor: goods.id, kind: passed.kind });
  if (shown) {
    const said: Found = { units: passed.found.units ?? goods.units, sealWhole: null, celsius: null };
    const set = { openFor: null, ...signatureBy(context, passed.side, shown, said, passed.signer) };
    if ((await legs.bySystem(context, tx, 'sign', { id: shown.id }, set)) > 0) return;
  }
  await openLeg(context, tx, passed);
}

/** Both sides have signed already: by a code, or on another paper. */
export async function passLeg(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  passed: Passed & { other: { side: LegSide; signer: Signer } },
): Promise<void> {
  const leg = await openLeg(context, tx, passed);
  const { other, found } = passed;
  const said: Found = { units: found.units ?? goodsOf(passed).units, sealWhole: null, celsius: null };
  const set = { openFor: null, ...signatureBy(context, other.side, leg, said, other.signer) };
  await legs.bySystem(context, tx, 'sign', { id: leg.id }, set);
}
