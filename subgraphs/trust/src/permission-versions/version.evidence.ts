import { chinaTime } from '@heitu/kit/rules/calendar';
import { info, measured, type EvidenceFigure, type Period } from '@heitu/kit/rules/evidence';
import type { TrustContext } from '../context.ts';
import { APPROVED_WITHIN_DAYS, shortDigest, WATCH_FRESH_MS } from './version.policy.ts';

/** Which rules run, since when, and that somebody answers for each set of them (5.3.e-i). */
export async function versionFigures(context: TrustContext, { fromMs, toMs }: Period): Promise<EvidenceFigure[]> {
  const nowMs = context.clock.now();
  const ran = await context.rows
    .selectFrom('PermissionVersion')
    .select(['id', 'digest', 'ruleCount', 'state', 'inForce', 'seenAtMs', 'lastSeenAtMs', 'dueAtMs'])
    .where((eb) => eb.or([eb('inForce', '=', 'now'), eb('lastSeenAtMs', '>=', fromMs)]))
    .orderBy('seenAtMs')
    .execute();
  const running = ran.find(({ inForce }) => inForce !== null);
  const isFresh = running !== undefined && running.lastSeenAtMs >= nowMs - WATCH_FRESH_MS;
  // One that was replaced in time was nobody's to approve any more.
  const late = ran.filter(
    ({ state, seenAtMs, lastSeenAtMs, dueAtMs }) =>
      state !== 'approved' &&
      seenAtMs < toMs &&
      dueAtMs < (state === 'replaced' ? lastSeenAtMs : Math.min(nowMs, toMs)),
  );
  return [
    measured.present('近一天核对过、正在用的权限表', isFresh ? 1 : 0, '版'),
    measured.noneOf(
      `用了${APPROVED_WITHIN_DAYS}天还没有人批准的权限表`,
      late,
      '版',
      ({ id, digest, ruleCount, seenAtMs }) => ({
        ref: `PermissionVersion:${id}`,
        text: `${chinaTime(seenAtMs)}起的${shortDigest(digest)}，${ruleCount}条规则`,
      }),
      ran.length,
    ),
    info('正在用的权限表里的规则', running?.ruleCount ?? 0, '条'),
    info('本期开始用的权限表', ran.filter(({ seenAtMs }) => seenAtMs >= fromMs && seenAtMs < toMs).length, '版'),
  ];
}
