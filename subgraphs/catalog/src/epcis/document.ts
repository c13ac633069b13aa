import type { EpcisEvent } from './epcis-event.ts';
import type { Namespaces } from './event-hash.ts';

const EPCIS_CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

/** What fields of our own are called in full. */
export const namespacesOf = (publicUrl: string): Namespaces => ({
  heitu: `${publicUrl}/ns/`,
  cbvmda: 'urn:epcglobal:cbv:mda:',
});

/** A lot's history as an EPCIS 2.0 document (JSON-LD); nothing in it names a person. */
export const epcisDocument = (
  events: readonly EpcisEvent[],
  { publicUrl, createdAtMs, verified }: { publicUrl: string; createdAtMs: number; verified: boolean },
): object => ({
  '@context': [EPCIS_CONTEXT, namespacesOf(publicUrl)],
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: new Date(createdAtMs).toISOString(),
  'heitu:verified': verified,
  epcisBody: { eventList: events },
});
