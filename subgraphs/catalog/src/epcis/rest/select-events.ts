import { lotForEpcis } from '../lot-for-epcis.ts';
import { eventsByLink } from '../events-of-lot.ts';
import type { AnyEpcisEvent } from '../epcis-event.ts';
import type { CatalogContext } from '../../context.ts';
import { verifiedTrace } from '../../trace/trace.loader.ts';
import { EpcisRefusal } from './answers.ts';
import type { Test } from './compare.ts';
import { openTold, TOLD_COLUMNS, type ToldRow } from './told-events.ts';

/** Links that one request looks at; beyond them it answers what it found, with the token for the rest. */
const SCANNED_MAX = 2000;
const BATCH = 200;

/** Where a page ends: at this link, of which so many events were told. */
export interface Position {
  recordedAtMs: number;
  id: string;
  told: number;
}
export interface Selection {
  parties: readonly string[];
  /** The party whose program asks: it sees what it told itself. */
  own: string | null;
  test: Test;
  perPage: number;
  /** Newest first. */
  descends: boolean;
  after: Position | null;
  /** Codes of the only lots that can match; null: any. */
  codes: readonly string[] | null;
}
export interface Page {
  events: AnyEpcisEvent[];
  unverified: string[];
  /** Of events that others told: who says so. */
  told: Told[];
  /** Null where there is nothing more. */
  next: Position | null;
}

export interface Told {
  eventID: string;
  by: string;
}

/** What may be told of at a moment: a link of a chain of ours, or what a partner told. */
type Link = { id: string; recordedAtMs: number } & ({ lotId: string; sequence: number } | { told: ToldRow });
type From = { recordedAtMs: number; id: string; isTold: boolean } | null;

async function nextTold(context: CatalogContext, { parties, own, descends }: Selection, from: From): Promise<Link[]> {
  const after = descends ? '<' : '>';
  const rows = await context.rows
    .selectFrom('ToldEvent as told')
    .select(TOLD_COLUMNS)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('told.partyId', '=', own ?? ''),
        exists(
          selectFrom('ToldEventLot as of')
            .innerJoin('Lot as lot', 'lot.id', 'of.lotId')
            .select('of.lotId')
            .whereRef('of.eventId', '=', 'told.id')
            .where('lot.partyId', 'in', [...parties]),
        ),
      ]),
    )
    .$if(from !== null, (query) =>
      query.where(({ and, or, eb }) =>
        or([
          eb('told.recordedAtMs', after, from?.recordedAtMs ?? 0),
          and([
            eb('told.recordedAtMs', '=', from?.recordedAtMs ?? 0),
            eb('told.id', from?.isTold ? after : descends ? '<=' : '>=', from?.id ?? ''),
          ]),
        ]),
      ),
    )
    .orderBy('told.recordedAtMs', descends ? 'desc' : 'asc')
    .orderBy('told.id', descends ? 'desc' : 'asc')
    .limit(BATCH)
    .execute();
  return rows.map((told) => ({ id: told.id, recordedAtMs: told.recordedAtMs, told }));
}

async function nextOfChains(
  context: CatalogContext,
  { parties, codes, descends }: Selection,
  from: From,
): Promise<Link[]> {
  const after = descends ? '<' : '>';
  return context.rows
    .selectFrom('TraceEvent as event')
    .innerJoin('Lot as lot', 'lot.id', 'event.lotId')
    .select(['event.id', 'event.lotId', 'event.sequence', 'event.recordedAtMs'])
    .where('lot.partyId', 'in', [...parties])
    .$if(codes !== null, (query) => query.where('lot.code', 'in', [...(codes ?? []), '']))
    .$if(from !== null, (query) =>
      query.where(({ and, or, eb }) =>
        or([
          eb('event.recordedAtMs', after, from?.recordedAtMs ?? 0),
          and([
            eb('event.recordedAtMs', '=', from?.recordedAtMs ?? 0),
            eb('event.id', from?.isTold ? after : descends ? '<=' : '>=', from?.id ?? ''),
          ]),
        ]),
      ),
    )
    .orderBy('event.recordedAtMs', descends ? 'desc' : 'asc')
    .orderBy('event.id', descends ? 'desc' : 'asc')
    .limit(BATCH)
    .execute();
}

/** Both in one order, by when they were recorded. */
async function nextLinks(context: CatalogContext, selection: Selection, from: From): Promise<Link[]> {
  const found = [...(await nextOfChains(context, selection, from)), ...(await nextTold(context, selection, from))];
  const direction = selection.descends ? -1 : 1;
  return found.sort((a, b) => direction * (a.recordedAtMs - b.recordedAtMs || (a.id < b.id ? -1 : 1))).slice(0, BATCH);
}

/** The events of each link of a lot, read once for a request, and whether the chain stands as it was sealed. */
function linkReader(context: CatalogContext) {
  const known = new Map<string, Promise<{ byLink: Map<number, readonly AnyEpcisEvent[]>; verified: boolean }>>();
  const read = async (id: string) => {
    const lot = await context.rows.selectFrom('Lot').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const { events, verified } = await verifiedTrace(context, lot);
    return { byLink: eventsByLink(await lotForEpcis(context, lot, events), events), verified };
  };
  return async (link: Link): Promise<{ events: readonly AnyEpcisEvent[]; verified: boolean; by: string | null }> => {
    if ('told' in link) {
      const event = await openTold(context, link.told);
      return { events: event ? [event] : [], verified: true, by: link.told.toldBy };
    }
    const found = known.get(link.lotId) ?? read(link.lotId);
    known.set(link.lotId, found);
    const { byLink, verified } = await found;
    return { events: byLink.get(link.sequence) ?? [], verified, by: null };
  };
}

/** The next events that match, in the order in which they were recorded. */
export async function selectEvents(
  context: CatalogContext,
  selection: Selection,
  eventsOf = linkReader(context),
): Promise<Page> {
  const { test, perPage, after } = selection;
  const page: Page = { events: [], unverified: [], told: [], next: null };
  let from = after && { ...after, isTold: false };
  for (let scanned = 0; scanned < SCANNED_MAX; scanned += BATCH) {
    const links = await nextLinks(context, selection, from);
    for (const link of links) {
      const { id, recordedAtMs } = link;
      const { events, verified, by } = await eventsOf(link);
      const told = after?.id === id ? after.told : 0;
      for (const [i, event] of events.entries()) {
        if (i < told || !test(event)) continue;
        if (page.events.length === perPage) return { ...page, next: { recordedAtMs, id, told: i } };
        page.events.push(event);
        if (!verified && event.eventID) page.unverified.push(event.eventID);
        if (by !== null && event.eventID) page.told.push({ eventID: event.eventID, by });
      }
    }
    const last = links.at(-1);
    if (!last || links.length < BATCH) return page;
    from = { recordedAtMs: last.recordedAtMs, id: last.id, told: 0, isTold: true };
  }
  return { ...page, next: from && { recordedAtMs: from.recordedAtMs, id: from.id, told: Number.MAX_SAFE_INTEGER } };
}

/** How often one request begins anew where it has to know all that match. */
const ROUNDS_MAX = 10;
/** The first that match, so many at most, however many links lie between; `next` is null where these are all. */
export async function selectFirst(context: CatalogContext, selection: Selection, most: number): Promise<Page> {
  const found: Page = { events: [], unverified: [], told: [], next: selection.after };
  const eventsOf = linkReader(context);
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const perPage = most - found.events.length;
    const page = await selectEvents(context, { ...selection, perPage, after: found.next }, eventsOf);
    found.events.push(...page.events);
    found.unverified.push(...page.unverified);
    found.told.push(...page.told);
    found.next = page.next;
    if (page.next === null || page.events.length === perPage) return found;
  }
  throw new EpcisRefusal('QueryTooLargeException', 'Too many events lie between: narrow the query, by MATCH_epcClass.');
}

/** Sorted by when they happened: all that match have to be read, so there may not be too many. */
const ORDERED_MAX = 1000;
export async function selectOrdered(context: CatalogContext, selection: Selection): Promise<Page> {
  const { events, next, ...rest } = await selectFirst(context, selection, ORDERED_MAX);
  if (next !== null)
    throw new EpcisRefusal(
      'QueryTooLargeException',
      `More than ${ORDERED_MAX} events match, too many to be sorted by eventTime: narrow it, or sort by recordTime.`,
    );
  const direction = selection.descends ? -1 : 1;
  const time = ({ eventTime }: AnyEpcisEvent): number => Date.parse(eventTime);
  return { events: events.toSorted((a, b) => direction * (time(a) - time(b))), ...rest, next };
}
