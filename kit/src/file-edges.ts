import { isSignedIn, type Actor } from './actor.ts';
import type { Context } from './context.ts';
import { ok } from './outcome.ts';
import type { EdgeAnswer } from './peers.ts';
import type { Edge } from './subgraph.ts';

const json = (status: number, value: object): EdgeAnswer => ({ status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) });

/**
 * POST /files?purpose=… (raw bytes) → {id}; GET /files/:id → the bytes.
 * `purposes`: what may be uploaded here; public ones can be read by anyone.
 * `mayRead`: who besides the owner may read a file that is not public.
 */
export function fileEdges(options: {
  purposes: Readonly<Record<string, { isPublic: boolean }>>;
  mayRead: (actor: Actor, file: { id: string; ownerId: string; purpose: string }, context: Context) => Promise<boolean> | boolean;
}): Edge[] {
  return [
    {
      method: 'POST',
      path: '/files',
      async handle(context: Context, request): Promise<EdgeAnswer> {
        if (!isSignedIn(context.actor)) return json(401, { code: 'UNAUTHENTICATED', message: '请先登录' });
        const purpose = request.query['purpose'] ?? '';
        const kind = Object.hasOwn(options.purposes, purpose) ? options.purposes[purpose] : undefined;
        if (!kind) return json(400, { code: 'PURPOSE_UNKNOWN', message: '请说明文件的用途' });
        const id = context.newId();
        const outcome = await context.transaction(async (tx) => {
          const stored = await context.files.put(tx.em, { id, ownerId: context.actor.id, purpose, isPublic: kind.isPublic, atMs: context.clock.now(), bytes: request.body });
          if (stored.ok) tx.audit({ type: 'file', id });
          return stored.ok ? ok({ id }) : stored;
        });
        return outcome.ok ? json(201, outcome.value) : json(422, { code: outcome.code, message: outcome.message });
      },
    },
    {
      method: 'GET',
      path: '/files/:id',
      async handle(context: Context, request): Promise<EdgeAnswer> {
        const file = await context.rows.selectFrom('StoredFile').selectAll().where('id', '=', request.params['id']!).executeTakeFirst();
        const allowed = file && (file.isPublic || file.ownerId === context.actor.id || (await options.mayRead(context.actor, file, context)));
        const bytes = allowed ? await context.files.read(file) : null;
        if (!file || !bytes) return json(404, { code: 'NOT_FOUND', message: '没有找到，或不属于您' });
        return {
          status: 200,
          headers: {
            'content-type': file.mediaType,
            'cache-control': file.isPublic ? 'public, max-age=31536000, immutable' : 'private, no-store',
            'x-content-type-options': 'nosniff',
            // Drawn pictures may hold scripts; served this way none can run.
            'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
          },
          body: bytes,
        };
      },
    },
  ] as Edge[];
}

