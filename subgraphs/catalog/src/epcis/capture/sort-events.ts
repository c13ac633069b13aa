import { YES } from '@heitu/kit/data/entities';
import type { CatalogContext } from '../../context.ts';
import { problemOf, type Problem } from '../rest/answers.ts';
import { FOREIGN_EVENTS_MAX } from './capture.policy.ts';
import { impossibleOfLots } from './impossible.ts';
import { judgeEvent, type FitEvent } from './judge-event.ts';
import { lotsToTellOf, type Teller } from './lots-to-tell-of.ts';

export interface NewEvent extends FitEvent {
  lotIds: readonly string[];
}
/** What becomes of the events of a document. */
export interface Sorted {
  fresh: readonly NewEvent[];
  /** Kept before, or twice in the document. */
  knownCount: number;
  problems: readonly Problem[];
}

/** Ids and contents that this teller has told of before. */
async function toldBefore(context: CatalogContext, partyId: string, events: readonly FitEvent[]) {
  const contents = new Set<string>();
  const ids = new Set<string>();
  if (events.length === 0) return { contents, ids };
  const rows = await context.rows
    .selectFrom('ToldEvent')
    .select(['contentKey', 'idKey'])
    .where('partyId', '=', partyId)
    .where(({ or, eb }) =>
      or([
        eb(
          'contentKey',
          'in',
          events.map(({ contentKey }) => contentKey),
        ),
        eb('idKey', 'in', [...events.flatMap(({ idKey }) => idKey ?? []), '']),
      ]),
    )
    .execute();
  for (const { contentKey, idKey } of rows) {
    contents.add(contentKey);
    if (idKey !== null) ids.add(idKey);
  }
  return { contents, ids };
}

/** How many more events that lead to no lot of ours are kept for this teller. */
async function foreignLeft(context: CatalogContext, partyId: string): Promise<number> {
  const { kept } = await context.rows
    .selectFrom('ToldEvent')
    .select(({ fn }) => fn.countAll<number>().as('kept'))
    .where('partyId', '=', partyId)
    .where('isForeign', '=', YES)
    .executeTakeFirstOrThrow();
  return FOREIGN_EVENTS_MAX - Number(kept);
}

/** Judges each event by the schema, by whose lots it is about, and by what was told before. */
export async function sortEvents(
  context: CatalogContext,
  teller: Teller,
  document: { context: unknown; events: readonly unknown[] },
): Promise<Sorted> {
  const { publicUrl } = context.services;
  const problems: Problem[] = [];
  const refuse = (at: number, name: Parameters<typeof problemOf>[0], detail: string) =>
    problems.push({ ...problemOf(name, `event ${at + 1}: ${detail}`), instance: `/epcisBody/eventList/${at}` });
  const judged = document.events.map((told) =>
    judgeEvent(told, { context: document.context, publicUrl, nowMs: context.clock.now() }),
  );
  const fit = judged.filter((one) => typeof one !== 'string');
  const lotOf = await lotsToTellOf(
    context,
    teller,
    fit.flatMap(({ lots }) => lots),
  );
  const { contents, ids } = await toldBefore(context, teller.partyId, fit);
  let left = await foreignLeft(context, teller.partyId);
  const fresh: NewEvent[] = [];
  let knownCount = 0;
  for (const [at, event] of judged.entries()) {
    if (typeof event === 'string') {
      refuse(at, 'ValidationException', event);
      continue;
    }
    const stranger = event.lots.find((lot) => lot.isOurAddress && lotOf(lot) === null);
    const lotIds = [...new Set(event.lots.flatMap((lot) => lotOf(lot)?.id ?? []))].sort();
    const fault = impossibleOfLots(event.content, publicUrl, lotOf);
    if (stranger) refuse(at, 'SecurityException', `there is no lot ${stranger.code}, or not for this program`);
    else if (contents.has(event.contentKey)) knownCount++;
    else if (fault !== null) refuse(at, 'ValidationException', fault);
    else if (event.idKey !== null && ids.has(event.idKey))
      refuse(at, 'ResourceAlreadyExistsException', `another event has the id ${event.eventID}`);
    else if (lotIds.length === 0 && left-- <= 0)
      refuse(at, 'CaptureLimitExceededException', `more than ${FOREIGN_EVENTS_MAX} events lead to no lot here`);
    else {
      contents.add(event.contentKey);
      if (event.idKey !== null) ids.add(event.idKey);
      fresh.push({ ...event, lotIds });
    }
  }
  return { fresh, knownCount, problems };
}
