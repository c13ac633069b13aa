import type { VerifiedEvent } from '../trace/trace.loader.ts';
import type { TraceQuantity } from '../trace/trace.policy.ts';
import type { EpcisEvent, QuantityElement, SensorElement } from './epcis-event.ts';
import { namespacesOf } from './document.ts';
import { eventIdOf } from './event-hash.ts';
import { cropUri, goodsUri, lotUri, papersUri, parcelUri, placeUri, type IdentifiedLot } from './identifiers.ts';

export interface LotForEpcis extends IdentifiedLot {
  units: number;
  expiresOn: string | null;
  /** When somebody accepted each of its papers and reports. */
  papersAcceptedAtMs: readonly number[];
  /** Classes of other lots that went in, by their codes. */
  otherLots: ReadonlyMap<string, string>;
}

const CHINA_OFFSET = '+08:00';
const time = (ms: number): string => new Date(ms).toISOString();
const byTime = (a: VerifiedEvent, b: VerifiedEvent): number => a.atMs - b.atMs || a.sequence - b.sequence;

interface History {
  /** Of events that were corrected, by sequence: what corrects them. */
  corrections: ReadonlyMap<number, readonly VerifiedEvent[]>;
  /** The goods became the packed lot in it. */
  packing: VerifiedEvent | undefined;
  /** The lot went on sale with it. */
  released: VerifiedEvent | undefined;
  /** What was made last before this event. */
  madeBefore(event: VerifiedEvent): readonly TraceQuantity[] | undefined;
}

const makesLot =
  ({ code }: LotForEpcis) =>
  ({ produced }: VerifiedEvent): boolean =>
    produced.some(({ lotCode }) => lotCode === code);

function historyOf(lot: LotForEpcis, events: readonly VerifiedEvent[]): History {
  const corrections = Map.groupBy(events, ({ correctsSequence }) => correctsSequence ?? 0);
  corrections.delete(0);
  const told = events.filter(({ sequence }) => !corrections.has(sequence)).sort(byTime);
  return {
    corrections,
    packing: told.find(makesLot(lot)),
    released: told.find(({ disposition }) => disposition === 'sellable_accessible'),
    madeBefore: (event) => told.findLast((one) => one.produced.length > 0 && byTime(one, event) < 0)?.produced,
  };
}

function measured(lot: LotForEpcis, { name, quantity, unit, lotCode }: TraceQuantity): QuantityElement {
  // Bags are counted from here on; what they weigh together stands in the lot's master data.
  if (lotCode === lot.code) return { epcClass: lotUri(lot), quantity: lot.units };
  const epcClass = (lotCode !== null && lot.otherLots.get(lotCode)) || goodsUri(lot, name);
  return { epcClass, quantity, ...(unit === 'kg' && { uom: 'KGM' }) };
}

/** What an event without quantities of its own is about: the lot, or what it was at that time. */
function subject(lot: LotForEpcis, event: VerifiedEvent, { packing, madeBefore }: History): QuantityElement[] {
  if (!packing || byTime(event, packing) >= 0) return [{ epcClass: lotUri(lot), quantity: event.units ?? lot.units }];
  const made = madeBefore(event);
  return made ? made.map((one) => measured(lot, one)) : [{ epcClass: cropUri(lot) }];
}

/**
 * Where the papers are, on the event that put the lot on sale, if any had been accepted by then. One address for all: a
 * list is hashed differently by different programs.
 */
const certification = (lot: LotForEpcis, event: VerifiedEvent, { released }: History) =>
  event === released &&
  lot.papersAcceptedAtMs.some((acceptedAtMs) => acceptedAtMs <= event.recordedAtMs) && {
    certificationInfo: papersUri(lot),
  };

function masterData(lot: LotForEpcis, { produced }: VerifiedEvent): { ilmd: Record<string, string> } | false {
  const made = produced.find(({ lotCode }) => lotCode === lot.code);
  return (
    made !== undefined && {
      ilmd: {
        'cbvmda:lotNumber': lot.code,
        ...(lot.expiresOn !== null && { 'cbvmda:bestBeforeDate': lot.expiresOn }),
        ...(made.unit === 'kg' && { 'heitu:netKilograms': String(made.quantity) }),
      },
    }
  );
}

const commonOf = (lot: LotForEpcis, event: VerifiedEvent) => {
  const place = event.divisionCode === null ? null : { id: placeUri(lot, event.divisionCode) };
  return {
    eventTime: time(event.atMs),
    eventTimeZoneOffset: CHINA_OFFSET,
    recordTime: time(event.recordedAtMs),
    disposition: event.disposition,
    ...(place && { readPoint: place, bizLocation: place }),
    'heitu:title': event.title,
    'heitu:chainLink': event.hash,
  };
};
type Common = ReturnType<typeof commonOf>;

function sensed({
  temperatureCelsius: value,
  temperatures: over,
}: VerifiedEvent): Pick<EpcisEvent, 'sensorElementList'> {
  const once: SensorElement[] = value === null ? [] : [{ sensorReport: [{ type: 'Temperature', value, uom: 'CEL' }] }];
  const onTheWay: SensorElement[] = over
    ? [
        {
          sensorMetadata: { startTime: time(over.fromMs), endTime: time(over.toMs) },
          sensorReport: [
            {
              type: 'Temperature',
              minValue: over.celsiusMin,
              maxValue: over.celsiusMax,
              meanValue: over.celsiusMean,
              uom: 'CEL',
            },
          ],
        },
      ]
    : [];
  const sensorElementList = [...once, ...onTheWay];
  return sensorElementList.length > 0 ? { sensorElementList } : {};
}

/** Bags go into a parcel when a carrier takes it over, and come out of it when it was returned. */
function aggregation(lot: LotForEpcis, event: VerifiedEvent, common: Common, history: History): EpcisEvent[] {
  const isPacked = event.bizStep === 'shipping';
  if (event.parcel === null || (!isPacked && event.disposition !== 'returned')) return [];
  return [
    {
      ...common,
      type: 'AggregationEvent',
      action: isPacked ? 'ADD' : 'DELETE',
      bizStep: isPacked ? 'packing' : 'unpacking',
      parentID: parcelUri(lot, event.parcel),
      childQuantityList: subject(lot, event, history),
    },
  ];
}

const ACTIONS: Readonly<Record<string, EpcisEvent['action']>> = {
  commissioning: 'ADD',
  destroying: 'DELETE',
  decommissioning: 'DELETE',
};

/** What happened to the goods: they became others, some came into being, or they were seen. */
function change(lot: LotForEpcis, event: VerifiedEvent, common: Common, history: History): EpcisEvent {
  const inputs = event.consumed.map((one) => measured(lot, one));
  const outputs = event.produced.map((one) => measured(lot, one));
  const rest = { ...common, ...certification(lot, event, history), ...sensed(event) };
  // Harvesting, milling and slaughtering are all commissioning: the vocabulary has no narrower word.
  const bizStep = event.bizStep === 'other' && outputs.length > 0 ? 'commissioning' : event.bizStep;
  if (inputs.length > 0 && outputs.length > 0)
    return {
      ...rest,
      type: 'TransformationEvent',
      bizStep,
      inputQuantityList: inputs,
      outputQuantityList: outputs,
      ...masterData(lot, event),
    };
  const action = outputs.length > 0 ? 'ADD' : (ACTIONS[bizStep] ?? 'OBSERVE');
  return {
    ...rest,
    type: 'ObjectEvent',
    action,
    bizStep,
    ...(event.parcel !== null && { epcList: [parcelUri(lot, event.parcel)] }),
    quantityList: [...outputs, ...inputs].length > 0 ? [...outputs, ...inputs] : subject(lot, event, history),
    ...(action === 'ADD' && masterData(lot, event)),
  };
}

/**
 * A lot's history in EPCIS 2.0: by the sequence of each link, what it says. What was erased is left out: nothing is
 * known of it. What was corrected stands once, with a declaration that names the event that is right.
 */
export function eventsByLink(lot: LotForEpcis, chain: readonly VerifiedEvent[]): Map<number, readonly EpcisEvent[]> {
  const told = chain.filter(({ atMs }) => atMs > 0);
  const history = historyOf(lot, told);
  const namespaces = namespacesOf(lot.publicUrl);
  const issued = new Map(
    told.map((event) => {
      const common = commonOf(lot, event);
      const made = [...aggregation(lot, event, common, history), change(lot, event, common, history)];
      return [event.sequence, made.map((one) => ({ ...one, eventID: eventIdOf(one, namespaces) }))] as const;
    }),
  );
  const declared = (sequence: number, made: readonly EpcisEvent[]): readonly EpcisEvent[] => {
    const corrections = history.corrections.get(sequence);
    const [first] = corrections ?? [];
    if (!corrections || !first) return made;
    const correctiveEventIDs = corrections.flatMap((one) => (issued.get(one.sequence) ?? []).map((it) => it.eventID));
    const errorDeclaration = {
      declarationTime: time(first.recordedAtMs),
      reason: 'incorrect_data' as const,
      correctiveEventIDs,
    };
    return made.map((one) => ({ ...one, errorDeclaration }));
  };
  return new Map([...issued].map(([sequence, made]) => [sequence, declared(sequence, made)]));
}
