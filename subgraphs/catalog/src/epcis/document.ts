import type { AnyEpcisEvent, EpcisEvent } from './epcis-event.ts';
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

interface Marks {
  /** Ids of events whose chain no longer is as it was sealed. */
  unverified: readonly string[];
  /** Events that no chain of ours holds: partners told them, and nobody here has seen that they are so. */
  told: readonly { eventID: string; by: string }[];
}
/** What a query found. */
export const epcisQueryDocument = (
  events: readonly AnyEpcisEvent[],
  {
    publicUrl,
    createdAtMs,
    unverified,
    told,
    queryName = 'SimpleEventQuery',
  }: Marks & { publicUrl: string; createdAtMs: number; queryName?: string },
): object => ({
  '@context': contextOf(publicUrl),
  type: 'EPCISQueryDocument',
  schemaVersion: '2.0',
  creationDate: new Date(createdAtMs).toISOString(),
  ...(unverified.length > 0 && { 'heitu:unverified': unverified }),
  ...(told.length > 0 && {
    'heitu:told': told.map(({ eventID, by }) => ({ 'heitu:event': eventID, 'heitu:by': by })),
  }),
  epcisBody: { queryResults: { queryName, resultsBody: { eventList: events } } },
});
