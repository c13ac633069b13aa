import type { EdgeAnswer } from '@heitu/kit/messages/peers';
import { must } from '@heitu/kit/rules/checked';
import type { Edge } from '@heitu/kit/serving/subgraph';
import { BIZ_STEP_NAMES, DISPOSITIONS } from '../../trace/trace.policy.ts';
import type { CatalogContext } from '../../context.ts';
import { contextOf } from '../document.ts';
import { lotUri } from '../identifiers.ts';
import { address, READ_SCOPE, type EpcisCall } from './call.ts';
import { answerJson, EpcisRefusal } from './answers.ts';
import { captureEdges } from '../capture/capture.edges.ts';
import { namedQueryEdges } from '../queries/named-query.edges.ts';
import { queryEvents } from './query-events.ts';
import { oneEvent } from './one-event.ts';

const EVENT_TYPES = ['AggregationEvent', 'AssociationEvent', 'ObjectEvent', 'TransactionEvent', 'TransformationEvent'];
const EPCS_MAX = 200;

const collection = ({ context }: EpcisCall, member: readonly string[], headers = {}): EdgeAnswer =>
  answerJson(
    200,
    { '@context': contextOf(context.services.publicUrl), type: 'Collection', member },
    READ_SCOPE,
    headers,
  );

/** What events are found by, each at an address of its own: the words of the vocabulary, and what a query asks. */
const VOCABULARIES: Readonly<Record<string, { words: readonly string[]; parameter: string }>> = {
  eventTypes: { words: EVENT_TYPES, parameter: 'eventType' },
  bizSteps: { words: [...BIZ_STEP_NAMES, 'unpacking'].sort(), parameter: 'EQ_bizStep' },
  dispositions: { words: DISPOSITIONS.toSorted(), parameter: 'EQ_disposition' },
};
/** Addresses of places and things: any may be asked for. */
const PLACES: Readonly<Record<string, string>> = { readPoints: 'EQ_readPoint', bizLocations: 'EQ_bizLocation' };

const valueOf = ({ request }: EpcisCall): string => must(request.params['value'], 'what the address names');

const vocabularyEdges = Object.entries(VOCABULARIES).flatMap(([name, { words, parameter }]) => {
  const known = (call: EpcisCall): string => {
    const word = valueOf(call);
    if (!words.includes(word)) throw new EpcisRefusal('NoSuchResourceException', `There is no ${word} in ${name}.`);
    return word;
  };
  return [
    ...address(`/${name}`, async (call) => collection(call, words)),
    ...address(`/${name}/:value`, async (call) => (known(call), collection(call, ['events']))),
    ...address(`/${name}/:value/events`, async (call) => queryEvents(call, { [parameter]: known(call) })),
  ];
});
const placeEdges = Object.entries(PLACES).flatMap(([name, parameter]) => [
  ...address(`/${name}/:value`, async (call) => collection(call, ['events'])),
  ...address(`/${name}/:value/events`, async (call) => queryEvents(call, { [parameter]: valueOf(call) })),
]);

/** Classes of the lots that the program may know of, by their codes. */
async function listEpcs(call: EpcisCall): Promise<EdgeAnswer> {
  const { context, parties, request } = call;
  const { publicUrl } = context.services;
  const lots = await context.rows
    .selectFrom('Lot as lot')
    .innerJoin('Sku as sku', 'sku.id', 'lot.skuId')
    .select(['lot.code', 'sku.gtin'])
    .where('lot.partyId', 'in', [...parties])
    .where('lot.code', '>', request.query['nextPageToken'] ?? '')
    .orderBy('lot.code')
    .limit(EPCS_MAX + 1)
    .execute();
  const shown = lots.slice(0, EPCS_MAX);
  const next = `<${publicUrl}/epcis/epcs?nextPageToken=${shown.at(-1)?.code}>; rel="next"`;
  return collection(
    call,
    shown.map(({ code, gtin }) => lotUri({ code, gtin, publicUrl })),
    lots.length > shown.length ? { link: next } : {},
  );
}

/** The query interface of EPCIS 2.0 for partners' programs: what `docs/zh/合作方接入指南.md` tells of. */
export const epcisEdges: readonly Edge<CatalogContext>[] = [
  ...address('', async (call) =>
    collection(call, ['events', 'epcs', 'capture', 'queries', ...Object.keys(VOCABULARIES)]),
  ),
  ...address('/events', queryEvents),
  ...address('/events/:value', oneEvent),
  ...vocabularyEdges,
  ...placeEdges,
  ...captureEdges,
  ...namedQueryEdges,
  ...address('/epcs', listEpcs),
  ...address('/epcs/:value', async (call) => collection(call, ['events'])),
  ...address('/epcs/:value/events', async (call) => queryEvents(call, {}, valueOf(call))),
];
