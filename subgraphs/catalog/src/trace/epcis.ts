import type { VerifiedEvent } from './trace.loader.ts';

/** Identification keys in GS1 Digital Link form where the SKU has a GTIN, else a URI of our own. */
export const lotUri = (lot: { code: string; gtin: string | null }): string =>
  lot.gtin
    ? `https://id.gs1.org/01/${lot.gtin.padStart(14, '0')}/10/${encodeURIComponent(lot.code)}`
    : `urn:heitu:lot:${lot.code}`;
const cbv = (vocabulary: 'bizstep' | 'disp', word: string): string => `urn:epcglobal:cbv:${vocabulary}:${word}`;
const place = (divisionCode: string) => ({ id: `urn:heitu:division:${divisionCode}` });

/**
 * A lot's history as an EPCIS 2.0 document (JSON-LD). The first event adds the lot, later ones observe it; nothing in
 * it names a person.
 */
export function epcisDocument(
  lot: { code: string; gtin: string | null; units: number },
  events: readonly VerifiedEvent[],
  createdAtMs: number,
): object {
  const epcClass = lotUri(lot);
  return {
    '@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld', { heitu: 'urn:heitu:' }],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: new Date(createdAtMs).toISOString(),
    epcisBody: {
      eventList: events.map((event) => ({
        type: 'ObjectEvent',
        eventID: `ni:///sha-256;${event.hash}?ver=CBV2.0`,
        eventTime: new Date(event.atMs).toISOString(),
        eventTimeZoneOffset: '+08:00',
        recordTime: new Date(event.recordedAtMs).toISOString(),
        action: event.sequence === 1 ? 'ADD' : 'OBSERVE',
        bizStep: cbv('bizstep', event.bizStep),
        disposition: cbv('disp', event.disposition),
        quantityList: [{ epcClass, quantity: event.units ?? lot.units }],
        ...(event.divisionCode && { readPoint: place(event.divisionCode), bizLocation: place(event.divisionCode) }),
        ...(event.temperatureCelsius !== null && {
          sensorElementList: [{ sensorReport: [{ type: 'Temperature', value: event.temperatureCelsius, uom: 'CEL' }] }],
        }),
        'heitu:title': event.title,
        'heitu:verified': event.verified,
        ...(event.correctsSequence !== null && { 'heitu:correctsSequence': event.correctsSequence }),
      })),
    },
  };
}
