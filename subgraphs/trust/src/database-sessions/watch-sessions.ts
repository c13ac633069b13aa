import { isSqlite } from '@heitu/kit/data/orm';
import { ok } from '@heitu/kit/rules/outcome';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { lookAtSessions } from './look-at-sessions.ts';
import { DatabaseSighting, DatabaseWatch } from './sighting.entity.ts';
import { sightingLifecycle } from './sighting.lifecycle.ts';
import {
  besideThePlatform,
  LOOK_FRESH_MS,
  LOOKED_EVERY_MS,
  SIGHTINGS_MAX,
  type DatabaseSession,
} from './sighting.policy.ts';

const WATCH = 'database';

/** Looks who is at the database beside the platform, and writes down each session that it sees (11.5.dh). */
export async function watchSessions(context: TrustContext): Promise<void> {
  const own = context.services.databaseUsers;
  // Where nobody has said which users are ours, all would be strangers.
  if (isSqlite(context.em) || own.length === 0) return;
  const nowMs = context.clock.now();
  const last = await context.rows.selectFrom('DatabaseWatch').select('atMs').where('id', '=', WATCH).executeTakeFirst();
  if (last && last.atMs <= nowMs && nowMs - last.atMs < LOOKED_EVERY_MS) return;
  const look = await lookAtSessions(context);
  const beside = besideThePlatform(look, own);
  await context.transaction(async (tx) => {
    for (const session of beside.slice(0, SIGHTINGS_MAX)) await writeDown(context, tx, session);
    await tx.em.upsert(DatabaseWatch, { id: WATCH, atMs: nowMs, seesAll: look.seesAll });
    return ok(null);
  });
}

/** One that was seen a moment ago is still the same. */
async function writeDown(context: TrustContext, tx: TrustTransaction, session: DatabaseSession): Promise<void> {
  const nowMs = context.clock.now();
  const known = await tx.em.nativeUpdate(
    DatabaseSighting,
    { ...session, lastSeenAtMs: { $gte: nowMs - LOOK_FRESH_MS } },
    { lastSeenAtMs: nowMs },
  );
  if (known > 0) return;
  const id = context.newId();
  await tx.em.insert(DatabaseSighting, {
    id,
    ...session,
    state: sightingLifecycle.initial,
    seenAtMs: nowMs,
    lastSeenAtMs: nowMs,
  });
  tx.audit({ type: 'database-sighting', id, clause: '11.5.dh' });
}
