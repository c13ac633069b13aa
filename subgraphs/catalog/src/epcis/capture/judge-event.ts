import { canonicalJson, sha256Hex } from '@heitu/kit/rules/canonical';
import { isRecord } from '@heitu/kit/rules/checked';
import { namespacesOf } from '../document.ts';
import { eventIdOf, textToHash } from '../event-hash.ts';
import { AHEAD_MS_MAX, LOTS_OF_EVENT_MAX } from './capture.policy.ts';
import { impossible } from './impossible.ts';
import { schemaFault } from './epcis-schema.ts';
import { lotsNamedBy, type NamedLot } from './named-lots.ts';
import { prefixesOf, thingsOf, toldEventSchema, type ToldEventContent } from './told-event.ts';

/** An event that may be kept, if its lots are its teller's to speak of. */
export interface FitEvent {
  content: ToldEventContent;
  eventID: string;
  eventAtMs: number;
  contentKey: string;
  idKey: string | null;
  wrongKey: string | null;
  lots: readonly NamedLot[];
}

const KINDS = ['ObjectEvent', 'AggregationEvent', 'TransactionEvent', 'TransformationEvent', 'AssociationEvent'];
/** Whether it says something in the words of this platform: these are ours alone, and mark what our chains hold. */
function speaksForUs(event: object, context: unknown, publicUrl: string): boolean {
  const { heitu = '' } = namespacesOf(publicUrl);
  const ours = Object.entries(prefixesOf(context, Reflect.get(event, '@context')))
    .filter(([, meaning]) => meaning.startsWith(heitu.replace(/\/$/, '')))
    .map(([prefix]) => prefix);
  const prefixes = new Set(['heitu', ...ours]);
  const says = (value: unknown): boolean =>
    isRecord(value) &&
    Object.entries(value).some(
      ([key, of]) => key !== '@context' && (prefixes.has(key.split(':')[0] ?? '') || key.startsWith(heitu) || says(of)),
    );
  return says(event);
}

/**
 * The context that an event needs to be understood alone: its own, or the document's where that says more than the
 * standard.
 */
const contextToKeep = (event: ToldEventContent, context: unknown): unknown =>
  event['@context'] ?? (Object.keys(prefixesOf(context)).length > 0 ? context : undefined);

/** What is wrong with an event, in words for whoever wrote the program that sent it; or what is kept of it. */
export function judgeEvent(
  told: unknown,
  { context, publicUrl, nowMs }: { context: unknown; publicUrl: string; nowMs: number },
): FitEvent | string {
  const fault = isRecord(told) ? schemaFault({ '@context': context, ...told }) : 'is no object';
  if (fault !== null) return fault;
  const read = toldEventSchema.safeParse(told);
  if (!read.success) return read.error.issues.map(({ path, message }) => `${path.join('/')}: ${message}`).join('; ');
  if (!KINDS.includes(read.data.type)) return `type: events here are ${KINDS.join(', ')}`;
  const { data: event } = read;
  const eventAtMs = Date.parse(event.eventTime);
  if (!(eventAtMs <= nowMs + AHEAD_MS_MAX)) return 'eventTime: lies in the future';
  const things = thingsOf(event);
  if (things.some((thing) => thing.startsWith('urn:epc:')))
    return 'EPCs are Digital Links or addresses here, never URNs (urn:epc:)';
  if (speaksForUs(event, context, publicUrl)) return 'fields of this platform are its own: heitu';
  const { reason, correctiveEventIDs } = event.errorDeclaration ?? {};
  if (reason === 'did_not_occur' && correctiveEventIDs !== undefined)
    return 'errorDeclaration: what did not occur has no corrective events';
  const lots = lotsNamedBy(things, publicUrl);
  if (lots.length > LOTS_OF_EVENT_MAX) return `is about more than ${LOTS_OF_EVENT_MAX} lots`;
  const namespaces = prefixesOf(context, event['@context']);
  const nonsense = impossible(event, namespaces);
  if (nonsense !== null) return nonsense;
  const { recordTime: _recordTime, '@context': _context, ...rest } = event;
  const kept = contextToKeep(event, context);
  const eventID = event.eventID ?? eventIdOf(event, namespaces);
  const isDeclaration = event.errorDeclaration !== undefined;
  const idKey = sha256Hex(eventID);
  return {
    content: { ...rest, '@context': kept, eventID },
    eventID,
    eventAtMs,
    contentKey: sha256Hex(`${textToHash(event, namespaces)}${canonicalJson(event.errorDeclaration ?? null)}`),
    idKey: isDeclaration ? null : idKey,
    wrongKey: isDeclaration ? idKey : null,
    lots,
  };
}
