import type { EpcisEvent } from './epcis-event.ts';
import type { Namespaces } from './event-hash.ts';

const EPCIS_CONTEXT = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';

/** What fields of our own are called in full. */
export const namespacesOf = (publicUrl: string): Namespaces => ({
  heitu: `${publicUrl}/ns/`,
  cbvmda: 'urn:epcglobal:cbv:mda:',
});

export const contextOf = (publicUrl: string) => [EPCIS_CONTEXT, namespacesOf(publicUrl)];

/** A lot's history as an EPCIS 2.0 document (JSON-LD); nothing in it names a person. */
export const epcisDocument = (
  events: readonly EpcisEvent[],
  { publicUrl, createdAtMs, verified }: { publicUrl: string; createdAtMs: number; verified: boolean },
): object => ({
  '@context': contextOf(publicUrl),
  type: 'EPCISDocument',
  schemaVersion: '2.0',
  creationDate: new Date(createdAtMs).toISOString(),
  'heitu:verified': verified,
  epcisBody: { eventList: events },
});

/** What a query found. `unverified`: ids of events whose chain no longer is as it was sealed. */
export const epcisQueryDocument = (
  events: readonly EpcisEvent[],
  { publicUrl, createdAtMs, unverified }: { publicUrl: string; createdAtMs: number; unverified: readonly string[] },
): object => ({
  '@context': contextOf(publicUrl),
  type: 'EPCISQueryDocument',
  schemaVersion: '2.0',
  creationDate: new Date(createdAtMs).toISOString(),
  ...(unverified.length > 0 && { 'heitu:unverified': unverified }),
  epcisBody: { queryResults: { queryName: 'SimpleEventQuery', resultsBody: { eventList: events } } },
});
