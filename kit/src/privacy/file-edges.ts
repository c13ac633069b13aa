import { isSignedIn } from '../rules/actor.ts';
import type { Context } from '../data/context.ts';
import { jsonAnswer, type EdgeAnswer } from '../messages/peers.ts';
import type { Edge } from '../serving/subgraph.ts';
import { takeUpload, type FilePurposes, type UploadCode } from './uploads.ts';
import { NOT_FOUND } from '../rules/outcome.ts';

/** Who, besides the owner, may read a file: everybody, this caller, or not even that. */
export type Audience = 'everybody' | 'caller' | 'nobody';

const REFUSED_STATUS: Readonly<Record<string, number>> = {
  PURPOSE_UNKNOWN: 400,
  PURPOSE_NOT_YOURS: 403,
  UPLOADS_BUSY: 503,
} satisfies Partial<Record<UploadCode, number>>;
const UNPROCESSABLE = 422;
/** What everybody may see now may be taken down: a cache asks again after an hour, and is told that nothing has changed. */
const PUBLIC_CACHE = 'public, max-age=3600';
const PRIVATE_CACHE = 'private, no-store';

/** Takes what is uploaded for one of these purposes. */
const uploadEdge = (purposes: FilePurposes): Edge => ({
  method: 'POST',
  path: '/files',
  async handle(context: Context, request): Promise<EdgeAnswer> {
    const purpose = request.query['purpose'] ?? '';
    const isOpen = Object.hasOwn(purposes, purpose) && purposes[purpose]?.byStrangers;
    if (!isOpen && !isSignedIn(context.actor)) return jsonAnswer(401, { code: 'UNAUTHENTICATED', message: '请先登录' });
    const outcome = await takeUpload(context, purposes, purpose, request.body);
    if (outcome.ok) return jsonAnswer(201, outcome.value);
    return jsonAnswer(REFUSED_STATUS[outcome.code] ?? UNPROCESSABLE, { code: outcome.code, message: outcome.message });
  },
});

/**
 * POST /files?purpose=… (raw bytes) → {id}; GET /files/:id → the bytes. `purposes`: what may be uploaded here; left
 * out: nothing, and there is no POST. `audience`: of a file whose purpose is public, everybody once the thing it
 * belongs to is.
 */
export function fileEdges(options: {
  purposes?: FilePurposes;
  audience: (context: never, file: { id: string; ownerId: string; purpose: string }) => Promise<Audience>;
  /** Told of each time that the caller was given the bytes. */
  opened?: (context: Context, file: { id: string; isPublic: boolean }) => Promise<void>;
}): Edge[] {
  return [
    ...(options.purposes ? [uploadEdge(options.purposes)] : []),
    {
      method: 'GET',
      path: '/files/:id',
      async handle(context: Context, request): Promise<EdgeAnswer> {
        const file = await context.rows
          .selectFrom('StoredFile')
          .selectAll()
          .where('id', '=', request.params['id'] ?? '')
          .executeTakeFirst();
        const audience = file ? await options.audience(context as never, file) : 'nobody';
        const isShown = !!file?.isPublic && audience === 'everybody';
        const allowed = file && (isShown || file.ownerId === context.actor.id || audience === 'caller');
        const etag = `"${file?.sha256}"`;
        const headers = { etag, 'cache-control': isShown ? PUBLIC_CACHE : PRIVATE_CACHE };
        if (allowed && isShown && request.headers['if-none-match'] === etag) return { status: 304, headers };
        const bytes = allowed ? await context.files.read(file) : null;
        if (!file || !bytes) return jsonAnswer(404, { code: 'NOT_FOUND', ...NOT_FOUND });
        await options.opened?.(context, file);
        return {
          status: 200,
          headers: {
            ...headers,
            'content-type': file.mediaType,
            'x-content-type-options': 'nosniff',
            // The sandbox's drawings may hold scripts; served this way none can run.
            'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
          },
          body: bytes,
        };
      },
    },
  ];
}
