import { must } from '@heitu/kit/rules/checked';
import { coldCarrier } from './carriers.ts';
import type { ConsumerFact } from './consumers.ts';
import { DAY_MS } from './days.ts';
import { RETURN_HOURS } from './contracts.ts';
import * as texts from './history-texts.ts';
import type {
  HistoryAfterSale,
  HistoryCancellation,
  HistoryComplaint,
  HistoryHandover,
  HistoryLine,
  HistoryOrder,
  HistoryRefund,
  HistoryReview,
  HistoryShipment,
  HistoryStatus,
} from './history-types.ts';
import type { CarrierFact, RateFact } from './party-types.ts';
import type { Storage } from './product-types.ts';
import type { Random } from './random.ts';
import { temperatureCurve } from './temperature-curve.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const UNPAID_LIMIT_MS = 30 * MINUTE_MS;
const BEIJING_OFFSET_MS = 8 * HOUR_MS;
const OPENS_MINUTE = 8 * 60;
const CLOSES_MINUTE = 18 * 60 + 30;

/** How often things do not go straight, per order that reaches the point. */
const CHANCE = {
  unpaid: 0.04,
  cancelled: 0.03,
  unconfirmed: 0.004,
  refused: 0.012,
  returned: 0.025,
  exchanged: 0.008,
  complaint: 0.03,
  review: 0.36,
  late: 0.04,
} as const;

/** An order as it is placed, before anything happens to it. */
export interface OrderDraft {
  readonly number: number;
  readonly checkoutKey: string;
  readonly combineOutTradeNo: string;
  readonly consumer: ConsumerFact;
  readonly sellerKey: string;
  readonly sellerStaffKey: string;
  readonly storage: Storage;
  readonly carrier: CarrierFact;
  readonly rate: RateFact;
  readonly placedAt: Date;
  readonly lines: readonly HistoryLine[];
  readonly deliveryFen: number;
  /** The real product's slug of the first line, for what people write. */
  readonly slug: string;
  readonly returnableWithoutReason: boolean;
  /** One decision and one time for both orders of a checkout: they are paid together or not at all. */
  readonly paidAfterMs: number | null;
}

/** When a buyer pays: null for one who never does. */
export const paymentDelayMs = (random: Random): number | null =>
  random.chance(CHANCE.unpaid) ? null : random.int(20, 900) * 1000;

/** Moves a moment into the hours when people work and open doors. */
function inWorkingHours(ms: number, random: Random): number {
  const dayStart = Math.floor((ms + BEIJING_OFFSET_MS) / DAY_MS) * DAY_MS - BEIJING_OFFSET_MS;
  const minute = (ms - dayStart) / MINUTE_MS;
  if (minute < OPENS_MINUTE) return dayStart + (OPENS_MINUTE + random.int(5, 90)) * MINUTE_MS;
  if (minute > CLOSES_MINUTE) return dayStart + DAY_MS + (OPENS_MINUTE + random.int(5, 90)) * MINUTE_MS;
  return ms;
}

/** Collects what happened and stops at the base date: `step` answers false for what lies in the future. */
class OrderLife {
  status: HistoryStatus = 'unpaid';
  payment: HistoryOrder['payment'] = null;
  confirmedAt: Date | null = null;
  cancellation: HistoryCancellation | null = null;
  shipment: HistoryShipment | null = null;
  afterSale: HistoryAfterSale | null = null;
  complaint: HistoryComplaint | null = null;
  review: HistoryReview | null = null;
  readonly refunds: HistoryRefund[] = [];
  readonly name: string;
  readonly goodsFen: number;
  readonly totalFen: number;

  constructor(
    readonly draft: OrderDraft,
    private readonly random: Random,
    private readonly baseMs: number,
  ) {
    this.name = String(draft.number).padStart(6, '0');
    this.goodsFen = draft.lines.reduce((sum, line) => sum + line.amountFen, 0);
    this.totalFen = this.goodsFen + draft.deliveryFen;
  }

  run(): HistoryOrder {
    this.live();
    const { draft } = this;
    return {
      key: `order:${this.name}`,
      checkoutKey: draft.checkoutKey,
      consumerKey: draft.consumer.key,
      sellerKey: draft.sellerKey,
      condition: draft.storage.condition,
      placedAt: draft.placedAt,
      status: this.status,
      lines: draft.lines,
      goodsFen: this.goodsFen,
      deliveryFen: draft.deliveryFen,
      totalFen: this.totalFen,
      payment: this.payment,
      confirmedAt: this.confirmedAt,
      cancellation: this.cancellation,
      shipment: this.shipment,
      afterSale: this.afterSale,
      refunds: this.refunds,
      complaint: this.complaint,
      review: this.review,
    };
  }

  private happened = (ms: number): boolean => ms <= this.baseMs;

  private refund(ms: number, amountFen: number, reason: string): void {
    if (this.happened(ms))
      this.refunds.push({
        outRefundNo: `R${this.name}${this.refunds.length + 1}`,
        at: new Date(ms),
        amountFen,
        reason,
      });
  }

  private cancel(ms: number, by: HistoryCancellation['by'], reason: string): void {
    this.status = 'cancelled';
    this.cancellation = { at: new Date(ms), by, reason };
    if (this.payment) this.refund(ms + this.random.int(1, 30) * MINUTE_MS, this.totalFen, reason);
  }

  private live(): void {
    const { draft, random } = this;
    const placedMs = draft.placedAt.getTime();
    if (draft.paidAfterMs === null) {
      if (this.happened(placedMs + UNPAID_LIMIT_MS))
        this.cancel(placedMs + UNPAID_LIMIT_MS, 'unpaid-timeout', '超过30分钟未付款');
      return;
    }
    const paidMs = placedMs + draft.paidAfterMs;
    if (!this.happened(paidMs)) return;
    this.status = 'paid';
    this.payment = {
      combineOutTradeNo: draft.combineOutTradeNo,
      outTradeNo: `T${this.name}`,
      method: 'wechat-jsapi',
      paidAt: new Date(paidMs),
      amountFen: this.totalFen,
    };
    const cancelMs = paidMs + random.int(3, 15) * MINUTE_MS;
    if (random.chance(CHANCE.cancelled) && this.happened(cancelMs))
      return this.cancel(cancelMs, 'consumer', random.pick(texts.CANCEL_REASONS));
    // One working day later at the end of business; a weekend in between pushes it to Monday.
    const weekday = new Date(placedMs + BEIJING_OFFSET_MS).getUTCDay();
    const deadlineMs = placedMs + (weekday === 5 ? 3 : weekday === 6 ? 2 : 1) * DAY_MS;
    if (random.chance(CHANCE.unconfirmed) && this.happened(deadlineMs))
      return this.cancel(deadlineMs, 'unconfirmed-timeout', '销售商未在1个工作日内确认');
    const confirmedMs = inWorkingHours(paidMs + random.int(15, 240) * MINUTE_MS, random);
    if (!this.happened(confirmedMs)) return;
    this.status = 'confirmed';
    this.confirmedAt = new Date(confirmedMs);
    this.deliver(confirmedMs);
  }

  private handover(kind: HistoryHandover['kind'], ms: number, fromKey: string, toKey: string): HistoryHandover {
    const { temperatureCelsiusMin: low, temperatureCelsiusMax: high, condition } = this.draft.storage;
    const cold = condition !== 'ambient' && low !== null && high !== null;
    const within = (share: number): number | null =>
      cold ? Math.round((low + (high - low) * (share + this.random.next() * 0.3)) * 10) / 10 : null;
    return {
      kind,
      at: new Date(ms),
      fromKey,
      toKey,
      packages: Math.max(1, Math.ceil(this.draft.lines.length / 3)),
      goodsTemperatureCelsius: within(0.4),
      storeTemperatureCelsius: kind === 'pickup' ? within(0.2) : null,
      vehicleClean: true,
    };
  }

  private deliver(confirmedMs: number): void {
    const { draft, random } = this;
    const pickupMs = inWorkingHours(confirmedMs + random.int(120, 1080) * MINUTE_MS, random);
    if (!this.happened(pickupMs)) return;
    this.status = 'in-transit';
    const { carrier, rate } = draft;
    const courier = random.pick(carrier.staff.filter((one) => one.role === 'courier'));
    const driver = must(
      carrier.staff.find((one) => one.role === 'driver'),
      'a driver',
    );
    const { condition } = draft.storage;
    const fit = carrier.vehicles.filter(
      (one) => condition === 'ambient' || (condition === 'frozen') === (one.temperatureCelsiusMax ?? 0) < 0,
    );
    const promisedMs = pickupMs + rate.withinHours * HOUR_MS;
    const share = random.chance(CHANCE.late) ? 1.05 + random.next() * 0.3 : 0.45 + random.next() * 0.4;
    const doorMs = inWorkingHours(pickupMs + rate.withinHours * HOUR_MS * share, random);
    const curve = temperatureCurve(random, draft.storage, new Date(pickupMs), new Date(doorMs), driver.key);
    const spoilt = curve.excursions.find((one) => one.decision === 'rejected');
    const refused = spoilt !== undefined || random.chance(CHANCE.refused);
    const handovers = [this.handover('pickup', pickupMs, draft.sellerStaffKey, driver.key)];
    const arrived = this.happened(doorMs);
    const reason = spoilt ? '运输途中超温，货物退回销售商' : random.pick(texts.REFUSAL_REASONS);
    const backMs = inWorkingHours(doorMs + random.int(24, 60) * HOUR_MS, random);
    if (arrived && !refused) handovers.push(this.handover('delivery', doorMs, courier.key, draft.consumer.key));
    if (arrived && refused && this.happened(backMs))
      handovers.push(this.handover('return-to-seller', backMs, courier.key, draft.sellerStaffKey));
    this.shipment = {
      key: `shipment:${this.name}`,
      trackingNumber: `${carrier === coldCarrier ? 'BD' : 'XM'}${String(draft.number).padStart(10, '0')}`,
      carrierKey: carrier.key,
      vehicleKey: random.pick(fit).key,
      courierKey: courier.key,
      condition,
      promisedAt: new Date(promisedMs),
      handovers,
      readings: curve.readings.filter((one) => this.happened(one.at.getTime())),
      excursions: curve.excursions.filter((one) => this.happened(one.until.getTime())),
      calledAheadAt: this.happened(doorMs - 40 * MINUTE_MS) ? new Date(doorMs - 40 * MINUTE_MS) : null,
      signedAt: arrived && !refused ? new Date(doorMs) : null,
      refusal: arrived && refused ? { at: new Date(doorMs), reason } : null,
    };
    if (!arrived) return;
    if (refused) {
      this.status = 'refused';
      return this.refund(backMs + 4 * HOUR_MS, spoilt ? this.totalFen : this.goodsFen, reason);
    }
    this.status = 'completed';
    this.afterwards(doorMs, doorMs > promisedMs);
  }

  private afterwards(signedMs: number, late: boolean): void {
    const { draft, random } = this;
    const returns = draft.returnableWithoutReason && random.chance(CHANCE.returned);
    if (returns || random.chance(CHANCE.exchanged)) this.takeBack(signedMs, returns ? 'return' : 'exchange');
    if (random.chance(late ? 0.3 : CHANCE.complaint)) this.complain(signedMs, late);
    const reviewMs = signedMs + random.int(5, 150) * HOUR_MS;
    if (random.chance(CHANCE.review) && this.happened(reviewMs))
      this.review = this.reviewed(reviewMs, late || this.afterSale !== null || this.complaint !== null);
  }

  private takeBack(signedMs: number, kind: HistoryAfterSale['kind']): void {
    const { random, draft } = this;
    const requestedMs = signedMs + random.int(4, 130) * HOUR_MS;
    const approvedMs = inWorkingHours(requestedMs + random.int(1, 6) * HOUR_MS, random);
    const collectedMs = inWorkingHours(approvedMs + random.int(20, 40) * HOUR_MS, random);
    const checkedMs = inWorkingHours(collectedMs + random.int(24, RETURN_HOURS - 16) * HOUR_MS, random);
    // Only whole stories: a return that is still under way at the base date is left out.
    if (!this.happened(checkedMs + 4 * HOUR_MS)) return;
    const reason = random.pick(kind === 'return' ? texts.RETURN_REASONS : texts.EXCHANGE_REASONS);
    this.afterSale = {
      key: `after-sale:${this.name}`,
      kind,
      reason,
      requestedAt: new Date(requestedMs),
      approvedAt: new Date(approvedMs),
      collectedAt: new Date(collectedMs),
      checkedAt: new Date(checkedMs),
    };
    const shipment = must(this.shipment, 'the shipment of what goes back');
    const { courierKey } = shipment;
    this.shipment = {
      ...shipment,
      handovers: [
        ...shipment.handovers,
        this.handover('return-collection', collectedMs, draft.consumer.key, courierKey),
        this.handover('return-to-seller', checkedMs, courierKey, draft.sellerStaffKey),
      ],
    };
    this.status = kind === 'return' ? 'returned' : 'exchanged';
    if (kind === 'return') this.refund(checkedMs + 4 * HOUR_MS, this.goodsFen, reason);
  }

  private complain(signedMs: number, late: boolean): void {
    const { random, draft } = this;
    const filedMs = signedMs + random.int(1, 70) * HOUR_MS;
    if (!this.happened(filedMs)) return;
    const fitting = texts.COMPLAINTS.filter((one) =>
      late ? one.text.includes('昨天到') : !one.text.includes('昨天到'),
    );
    const chosen = random.pick(fitting);
    const answeredMs = inWorkingHours(filedMs + random.int(1, 8) * HOUR_MS, random);
    const answered = this.happened(answeredMs + HOUR_MS);
    const compensationFen =
      !answered || !chosen.compensated || this.afterSale
        ? 0
        : chosen.about === 'delivery'
          ? draft.deliveryFen
          : Math.round(must(draft.lines[0], 'a line').unitPriceFen / 2);
    this.complaint = {
      key: `complaint:${this.name}`,
      about: chosen.about,
      againstKey: chosen.about === 'delivery' ? draft.carrier.key : draft.sellerKey,
      text: chosen.text,
      filedAt: new Date(filedMs),
      answeredAt: answered ? new Date(answeredMs) : null,
      answer: answered ? chosen.answer : null,
      outcome: !answered ? 'open' : compensationFen > 0 ? 'compensated' : 'explained',
      compensationFen,
    };
    if (compensationFen > 0) this.refund(answeredMs + HOUR_MS, compensationFen, '投诉赔付');
  }

  private reviewed(ms: number, unhappy: boolean): HistoryReview {
    const { random, draft } = this;
    const middling = unhappy || random.chance(0.14);
    const text = middling
      ? `${random.pick(must(texts.LUKEWARM[draft.slug], draft.slug))}${random.pick(texts.DELIVERY_BAD)}`
      : `${random.pick(must(texts.PRAISE[draft.slug], draft.slug))}${random.pick(texts.DELIVERY_GOOD)}`;
    const reply = random.chance(0.4) ? must(texts.REPLIES[random.int(0, 1) * 2 + (middling ? 1 : 0)], 'a reply') : null;
    return {
      key: `review:${this.name}`,
      at: new Date(ms),
      stars: middling ? random.int(2, 4) : random.chance(0.85) ? 5 : 4,
      text,
      reply,
    };
  }
}

/** Lets an order live from the moment it is placed until the base date. */
export const liveOrder = (draft: OrderDraft, random: Random, baseDate: Date): HistoryOrder =>
  new OrderLife(draft, random, baseDate.getTime()).run();
