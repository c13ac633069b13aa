import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { idFrom } from '@heitu/kit/rules/ids';
import { ok } from '@heitu/kit/rules/outcome';
import { CustodyLeg, Device, Reading, Shipment, shipmentReturned, type LogisticsContext } from '@heitu/logistics';
import { Order, OrderClaim, type OrdersContext } from '@heitu/orders';
import { Claim, claimDues, ClaimShare, TradeMilestone, type TrustContext } from '@heitu/trust';
import { carrierOf } from '../county/index.ts';
import { OPEN_CLAIMS, WARM_ROUND } from '../county/pending.ts';
import { accountId, partyId } from './keys.ts';
import { takenOver } from './pending-handover.ts';
import { COURIER, packAgain, SELLER, type PackedAgain, type ParcelRooms } from './pending-parcel.ts';
import type { PastPayment } from './past-payment.ts';
import { inRoom } from './rooms.ts';

const CARRIER = carrierOf('carrier:beida-cold');
const MEDIATOR = accountId('staff:heitu-mediator');
type ClaimFact = (typeof OPEN_CLAIMS)[number];

/**
 * Chilled parcels that were refused since they were too warm, each claim somewhere else on its way: nobody has
 * answered, the carrier contests, the mediator has decided and a second person is to confirm, and one whose goods came
 * back, so that its money moves by the rooms' own reactions.
 */
export async function pendingClaims(rooms: ParcelRooms): Promise<PastPayment[]> {
  const past: PastPayment[] = [];
  for (const fact of OPEN_CLAIMS) {
    const packed = await packAgain(rooms, fact.name);
    if (!packed) continue;
    past.push(packed.paid);
    await refusedWarm(rooms, fact, packed);
  }
  return past;
}

interface Refused {
  fact: ClaimFact;
  packed: PackedAgain;
  takenOverAtMs: number;
  refusedAtMs: number;
  shares: { part: 'carrier' | 'seller'; partyId: string; permille: number }[];
}
const CARRIER_PARTY = partyId(CARRIER.key);
const isFixed = ({ fact }: Refused): boolean => fact.state === 'settling';

async function refusedWarm(rooms: ParcelRooms, fact: ClaimFact, packed: PackedAgain): Promise<void> {
  const { readyAtMs, known } = packed;
  const refused: Refused = {
    fact,
    packed,
    takenOverAtMs: readyAtMs + 5 * MINUTE_MS,
    refusedAtMs: readyAtMs + 25 * MINUTE_MS,
    shares: [
      { part: 'carrier', partyId: CARRIER_PARTY, permille: 1000 },
      { part: 'seller', partyId: known.partyId, permille: 0 },
    ],
  };
  const orderNumber = await orderHeld(inRoom(rooms.orders, 'orders'), refused);
  await comesBack(inRoom(rooms.logistics, 'logistics'), refused);
  await claimed(inRoom(rooms.trust, 'trust'), refused, orderNumber);
}

/** The order's money waits until it is known who is liable; answers its number. */
async function orderHeld({ em, vault }: OrdersContext, refused: Refused): Promise<string> {
  const { packed, takenOverAtMs, refusedAtMs, shares } = refused;
  const { orderId, parcelId, known } = packed;
  const cancelNote = await vault.sealText(known.buyerAccountId, 'temperature');
  const back = { state: 'coming-back', cancelReason: 'refused-at-door' } as const;
  await em.nativeUpdate(Order, { id: orderId }, { ...back, takenOverAtMs, refusedAtMs, cancelNote });
  await em.insert(OrderClaim, {
    id: orderId,
    about: 'parcel',
    orderId,
    shipmentId: parcelId,
    cause: 'temperature',
    openedAtMs: refusedAtMs,
    ...(isFixed(refused) && {
      decidedAtMs: refusedAtMs + 5 * MINUTE_MS,
      shares: toJson(shares.map((share) => ({ ...share, agreed: true }))),
    }),
  });
  return (await em.findOneOrFail(Order, { id: orderId })).number;
}

async function claimed({ em, vault }: TrustContext, refused: Refused, orderNumber: string): Promise<void> {
  const { fact, packed, takenOverAtMs, refusedAtMs, shares } = refused;
  const { orderId, parcelId, known } = packed;
  const drafted = fact.state === 'drafted' ? fact : null;
  const contested = fact.state === 'contested' ? fact : drafted;
  const id = idFrom(`claim:pending:${fact.name}`);
  await em.nativeUpdate(TradeMilestone, { orderId }, { carrierPartyId: CARRIER_PARTY, takenOverAtMs });
  await em.insert(Claim, {
    id,
    number: `SP${chinaDate(refusedAtMs).replaceAll('-', '')}${id.slice(-8)}`,
    about: 'parcel',
    aboutId: parcelId,
    shipmentId: parcelId,
    orderId,
    orderNumber,
    buyerAccountId: known.buyerAccountId,
    sellerPartyId: known.partyId,
    cause: 'temperature',
    amountFen: known.goodsFen + known.deliveryFen,
    held: toJson([heldWarm(refused)]),
    weighed: null,
    clause: '8.4.3.bo',
    state: fact.state,
    openedAtMs: refusedAtMs,
    answerDueAtMs: claimDues.answerDueAt(refusedAtMs),
    decideDueAtMs: contested && claimDues.decideDueAt(refusedAtMs + 5 * MINUTE_MS),
    ...(drafted && {
      decidedBy: MEDIATOR,
      decidedAtMs: refusedAtMs + 10 * MINUTE_MS,
      reviewDueAtMs: claimDues.reviewDueAt(refusedAtMs + 10 * MINUTE_MS),
      finding: await vault.sealText(known.partyId, drafted.finding),
    }),
    ...(isFixed(refused) && { fixed: 'agreed' as const, fixedAtMs: refusedAtMs + 5 * MINUTE_MS }),
  });
  const decided = { carrier: drafted?.carrierPermille ?? 0, seller: 1000 - (drafted?.carrierPermille ?? 0) };
  for (const share of shares) {
    const says = contested && share.part === 'carrier' ? await vault.sealText(share.partyId, contested.text) : null;
    await em.insert(ClaimShare, {
      id: idFrom(`claim-share:pending:${fact.name}:${share.part}`),
      claimId: id,
      ...share,
      ...(drafted && { decidedPermille: decided[share.part] }),
      ...(isFixed(refused) && { answer: 'accepted' as const, answeredAtMs: refusedAtMs + 4 * MINUTE_MS }),
      ...(says && { answer: 'contested' as const, answeredAtMs: refusedAtMs + 5 * MINUTE_MS, text: says }),
    });
  }
}

const heldWarm = ({ takenOverAtMs: fromMs, refusedAtMs: toMs }: Refused) => ({
  part: 'carrier' as const,
  partyId: CARRIER_PARTY,
  where: CARRIER.vehicles.find(({ temperatureCelsiusMin }) => temperatureCelsiusMin === 0)?.plate,
  fromMs,
  toMs,
  minutesOut: WARM_ROUND.minutesOut,
  worstCelsius: WARM_ROUND.worstCelsius,
  isWatched: true,
});

/** The parcel was handed to nobody, and lies in the carrier's depot; or its seller has it again, and cannot sell it. */
async function comesBack(logistics: LogisticsContext, refused: Refused): Promise<void> {
  const { packed, takenOverAtMs, refusedAtMs } = refused;
  const { orderId, parcelId, known } = packed;
  const atMs = refusedAtMs + 5 * MINUTE_MS;
  const parcel = await logistics.em.findOneOrFail(Shipment, { id: parcelId });
  const refusalNote = await logistics.vault.sealText(known.buyerAccountId, '');
  const isBack = isFixed(refused);
  const by = { sellerKey: SELLER, carrierKey: CARRIER.key, courierKey: COURIER };
  await takenOver(logistics, { parcel, ...by, atMs: takenOverAtMs });
  await tooWarm(logistics, parcel.vehicleId, takenOverAtMs);
  await logistics.transaction(async (tx) => {
    await tx.em.insert(CustodyLeg, {
      id: idFrom(`leg:pending:${orderId}`),
      shipmentId: parcelId,
      carrierPartyId: parcel.carrierPartyId,
      kind: 'to-buyer',
      state: 'refused',
      openedAtMs: refusedAtMs,
      signByMs: refusedAtMs,
      takenBy: known.buyerAccountId,
      takenAtMs: refusedAtMs,
      takenUnits: 0,
    });
    await tx.em.nativeUpdate(
      Shipment,
      { id: parcelId },
      {
        state: isBack ? 'returned' : 'at-depot',
        takenOverAtMs,
        leftVehicleAtMs: atMs,
        refusedAtMs,
        refusalReason: 'temperature',
        refusalNote,
        atDepotAtMs: atMs,
        giveBackByMs: atMs + 24 * HOUR_MS,
        ...(isBack && { returnedAtMs: atMs, resellable: false }),
      },
    );
    const lots = fromJson(parcel.lines).flatMap((line) => line.lots.map(({ lotId, units }) => ({ lotId, units })));
    const returned = { shipmentId: parcelId, orderId, resellable: false, saidBySeller: true as const, atMs, lots };
    if (isBack) tx.publish(shipmentReturned, { type: 'shipment', id: parcelId }, returned);
    return ok(null);
  });
}

const readingId = (i: number): string => idFrom(`reading:warm-round:${i}`);
/** What the vehicle's thermometer said meanwhile, for all of its parcels. */
async function tooWarm({ em }: LogisticsContext, vehicleId: string | null | undefined, fromMs: number): Promise<void> {
  const device = vehicleId && (await em.findOne(Device, { vehicleId }));
  if (!device || (await em.count(Reading, { id: readingId(0) })) > 0) return;
  await em.insertMany(
    Reading,
    WARM_ROUND.readings.map((temperatureCelsius, i) => {
      const atMs = fromMs + i * WARM_ROUND.everyMinutes * MINUTE_MS;
      return { id: readingId(i), deviceId: device.id, atMs, temperatureCelsius, receivedAtMs: atMs };
    }),
  );
}
