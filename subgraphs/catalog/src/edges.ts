import { fileEdges } from '@heitu/kit/privacy/file-edges';
import { noteOpening } from '@heitu/kit/privacy/scan-openings';
import { parse, z } from '@heitu/kit/rules/validate';
import { jsonAnswer } from '@heitu/kit/messages/peers';
import type { Edge } from '@heitu/kit/serving/subgraph';
import type { CatalogContext } from './context.ts';
import { sealText } from './trace/chain.ts';
import { fileAudience, filePurposes } from './files.ts';
import { epcisEdges } from './epcis/rest/epcis.edges.ts';
import { epcisDocument } from './epcis/document.ts';
import { eventsByLink } from './epcis/events-of-lot.ts';
import { lotForEpcis } from './epcis/lot-for-epcis.ts';
import { showLabels } from './label/show-labels.ts';
import { tamperEvent } from './trace/tamper.ts';
import { keySetOf } from './trace/trace-keys.ts';
import { lotByCode, verifiedTrace } from './trace/trace.loader.ts';

const notFound = () => jsonAnswer(404, { code: 'NOT_FOUND', message: '没有找到' });

const tamperSchema = z.object({ lotCode: z.string().max(40), sequence: z.number().int().min(1) });
function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

const SEALS_MAX = 100;

const own: Edge<CatalogContext>[] = [
  {
    /** The public key that trace seals are signed with, for whoever wants to pin it. */
    method: 'GET',
    path: '/trace-key',
    handle: async (context) =>
      jsonAnswer(200, {
        algorithm: 'Ed25519',
        keyId: context.services.traceSigner.keyId,
        publicKeyPem: context.services.traceSigner.publicPem,
      }),
  },
  {
    /** All keys with their ends, and how one handed over to the next. */
    method: 'GET',
    path: '/trace-keys',
    handle: async (context) =>
      jsonAnswer(200, keySetOf(context.services.traceKeys), {
        'content-type': 'application/jwk-set+json; charset=utf-8',
      }),
  },
  {
    /**
     * Seals, newest first, `?before=` milliseconds: whoever keeps them sees that each names the one before and none is
     * left out.
     */
    method: 'GET',
    path: '/trace-seals',
    async handle(context, request) {
      const before = Number(request.query['before'] ?? context.clock.now() + 1);
      if (!Number.isSafeInteger(before))
        return jsonAnswer(400, { code: 'INVALID_INPUT', message: 'before 应为毫秒数' });
      const seals = await context.rows
        .selectFrom('TraceSeal')
        .selectAll()
        .where('atMs', '<', before)
        .orderBy('atMs', 'desc')
        .limit(SEALS_MAX)
        .execute();
      return jsonAnswer(200, { seals: seals.map((seal) => ({ text: sealText(seal), signature: seal.signature })) });
    },
  },
  {
    method: 'GET',
    path: '/epcis/:lotCode',
    async handle(context, request) {
      const lot = await lotByCode(context, request.params['lotCode'] ?? '');
      if (!lot) return notFound();
      const { events, verified } = await verifiedTrace(context, lot);
      const told = eventsByLink(await lotForEpcis(context, lot, events), events);
      const { publicUrl } = context.services;
      return jsonAnswer(
        200,
        epcisDocument([...told.values()].flat(), { publicUrl, createdAtMs: context.clock.now(), verified }),
        { 'content-type': 'application/ld+json; charset=utf-8' },
      );
    },
  },
  { method: 'GET', path: '/labels/:runId', handle: showLabels },
  {
    method: 'POST',
    path: '/sandbox/tamper',
    async handle(context, request) {
      if (!context.services.sandbox) return notFound();
      const input = parse(tamperSchema, readJson(request.body));
      if (!input.ok) return jsonAnswer(400, { code: input.code, message: input.message, details: input.details });
      return (await tamperEvent(context, input.value.lotCode, input.value.sequence))
        ? jsonAnswer(200, { tampered: true })
        : notFound();
    },
  },
];

export const edges = [
  ...fileEdges({ purposes: filePurposes, audience: fileAudience, opened: noteOpening }),
  ...own,
  ...epcisEdges,
];
