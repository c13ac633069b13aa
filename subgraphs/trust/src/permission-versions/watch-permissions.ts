import { ok } from '@heitu/kit/rules/outcome';
import { digestOfLines, type PermissionMatrix } from '@heitu/kit/rules/permission-matrix';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import type { SubgraphName } from '@heitu/standard';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { ASKED_OF_EACH, askWithin, PEERS } from '../peers-within.ts';
import { PermissionVersion, RoomRules } from './version.entity.ts';
import { versionLifecycle } from './version.lifecycle.ts';
import { versions } from './version.moves.ts';
import { APPROVED_WITHIN_MS, CAME, CHANGES_KEPT_MAX, changesOf, WATCHED_EVERY_MS } from './version.policy.ts';

interface Digest {
  room: SubgraphName;
  digest: string;
  ruleCount: number;
}

/**
 * Asks every room with which rules it runs, and writes down each set of them that it has not seen (5.3.e-i). What one
 * room does not tell is looked at the next time: nobody approves a part.
 */
export async function watchPermissions(context: TrustContext): Promise<void> {
  const nowMs = context.clock.now();
  const current = await context.rows
    .selectFrom('PermissionVersion')
    .select(['id', 'digest', 'state', 'lastSeenAtMs', 'dueAtMs'])
    .where('inForce', '=', 'now')
    .executeTakeFirst();
  if (current && current.lastSeenAtMs <= nowMs && nowMs - current.lastSeenAtMs < WATCHED_EVERY_MS) return;
  const digests = await digestsNow(context);
  if (!digests) return;
  const digest = digestOfLines(digests.map((one) => `${one.room} ${one.digest}`));
  if (current?.digest === digest) {
    await context.transaction(async (tx) =>
      ok(await tx.em.nativeUpdate(PermissionVersion, { id: current.id }, { lastSeenAtMs: nowMs })),
    );
    return;
  }
  const changed = await changedRooms(context, digests);
  if (!changed) return;
  await context.transaction(async (tx) => {
    if (current) await leave(context, tx, current.id);
    const ruleCount = digests.reduce((sum, one) => sum + one.ruleCount, 0);
    // What nobody has approved yet keeps its day, whatever comes after it.
    const owedBy = current?.state === 'unapproved' ? current.dueAtMs : null;
    await enter(context, tx, { digest, ruleCount, owedBy, changes: changed.flatMap(({ changes }) => changes) });
    for (const { room, matrix } of changed)
      await tx.em.upsert(RoomRules, { room, digest: matrix.digest, rules: toJson([...matrix.rules]) });
    return ok(null);
  });
}

/** Of every room; null where one does not answer. */
async function digestsNow(context: TrustContext): Promise<Digest[] | null> {
  const { digest, rules } = context.services.matrix;
  const own: Digest = { room: 'trust', digest, ruleCount: rules.length };
  const told = await Promise.all(
    PEERS.map(async (room) => ({ room, answer: await askWithin(context, ASKED_OF_EACH[room].Matrix, {}) })),
  );
  const others = told.flatMap(({ room, answer }) => (answer ? [{ room, ...answer.matrix }] : []));
  return others.length === PEERS.length ? [own, ...others] : null;
}

interface ChangedRoom {
  room: SubgraphName;
  matrix: PermissionMatrix;
  changes: string[];
}
/** The rooms whose rules are others than those seen last; null where one does not tell what it has just told of. */
async function changedRooms(context: TrustContext, digests: readonly Digest[]): Promise<ChangedRoom[] | null> {
  const known = new Map(
    (await context.rows.selectFrom('RoomRules').selectAll().execute()).map((row) => [row.room, row]),
  );
  const changed: ChangedRoom[] = [];
  for (const { room, digest } of digests) {
    const before = known.get(room);
    if (before?.digest === digest) continue;
    const matrix =
      room === 'trust' ? context.services.matrix : (await askWithin(context, ASKED_OF_EACH[room].Rules, {}))?.matrix;
    if (matrix?.digest !== digest) return null;
    changed.push({ room, matrix, changes: changesOf(room, before ? fromJson(before.rules) : [], matrix.rules) });
  }
  return changed;
}

async function leave(context: TrustContext, tx: TrustTransaction, id: string): Promise<void> {
  await tx.em.nativeUpdate(PermissionVersion, { id }, { inForce: null });
  await versions.bySystem(context, tx, 'replace', { id });
}

interface Entering {
  digest: string;
  ruleCount: number;
  owedBy: number | null;
  changes: string[];
}
/** Rules that ran before and run again are the same version: approved, they stay so. */
async function enter(context: TrustContext, tx: TrustTransaction, entering: Entering): Promise<void> {
  const { digest, ruleCount, owedBy, changes } = entering;
  const nowMs = context.clock.now();
  const known = await tx.rows
    .selectFrom('PermissionVersion')
    .select(['id', 'lastSeenAtMs', 'dueAtMs'])
    .where('digest', '=', digest)
    .executeTakeFirst();
  const running = { inForce: 'now', lastSeenAtMs: nowMs } as const;
  if (known) {
    const isSoon = nowMs - known.lastSeenAtMs < APPROVED_WITHIN_MS;
    const dueAtMs = owedBy ?? (isSoon ? known.dueAtMs : nowMs + APPROVED_WITHIN_MS);
    await tx.em.nativeUpdate(PermissionVersion, { id: known.id }, running);
    await versions.bySystem(context, tx, 'return', { id: known.id }, { dueAtMs });
  } else {
    const addedCount = changes.filter((change) => change.startsWith(CAME)).length;
    await tx.em.insert(PermissionVersion, {
      id: context.newId(),
      digest,
      ruleCount,
      addedCount,
      removedCount: changes.length - addedCount,
      // Beside nothing, each is new.
      changes: toJson(addedCount === ruleCount ? [] : changes.slice(0, CHANGES_KEPT_MAX)),
      state: versionLifecycle.initial,
      seenAtMs: nowMs,
      dueAtMs: owedBy ?? nowMs + APPROVED_WITHIN_MS,
      ...running,
    });
  }
}
