import { chinaTime } from '@heitu/kit/rules/calendar';
import { info, measured, notApplicable, type EvidenceFigure, type Period } from '@heitu/kit/rules/evidence';
import { YES } from '@heitu/kit/data/entities';
import { isSqlite } from '@heitu/kit/data/orm';
import type { TrustContext } from '../context.ts';
import { sightingLifecycle } from './sighting.lifecycle.ts';
import { ANSWERED_WITHIN_WORKING_DAYS, LOOK_FRESH_MS } from './sighting.policy.ts';

const NO_SESSIONS = '数据库是平台自己机器上的一个文件（SQLite），没有登录和会话，谁能打开由文件权限定';

/** Who was at the database beside the platform, and that somebody has answered for each (11.5.dh). */
export async function besideFigures(context: TrustContext, { fromMs, toMs }: Period): Promise<EvidenceFigure[]> {
  if (isSqlite(context.em)) return [notApplicable(NO_SESSIONS)];
  const nowMs = context.clock.now();
  const watch = await context.rows.selectFrom('DatabaseWatch').select(['atMs', 'seesAll']).executeTakeFirst();
  const isFresh = watch !== undefined && watch.atMs >= nowMs - LOOK_FRESH_MS;
  const seen = await context.rows
    .selectFrom('DatabaseSighting')
    .select(['id', 'user', 'host', 'state', 'seenAtMs'])
    .where('seenAtMs', '<', toMs)
    .where((eb) => eb.or([eb('lastSeenAtMs', '>=', fromMs), eb('state', '=', 'seen')]))
    .execute();
  const lacking =
    context.services.databaseUsers.length === 0
      ? '知道平台自己的数据库账号（设置 DATABASE_USERS）'
      : isFresh && watch.seesAll !== YES
        ? '看得到所有会话的数据库权限（PROCESS）'
        : null;
  return [
    measured.present(lacking ?? '近十分钟看过数据库上有哪些会话', !lacking && isFresh ? 1 : 0, '次'),
    info('平台以外的人直接连数据库', seen.length, '次'),
    measured.noneOf(
      `过了${ANSWERED_WITHIN_WORKING_DAYS}个工作日、没有说明是谁和为什么的直接连接`,
      seen.filter((row) => (sightingLifecycle.dueAtMs(row) ?? Infinity) < nowMs),
      '次',
      ({ id, user, host, seenAtMs }) => ({
        ref: `DatabaseSighting:${id}`,
        text: `${chinaTime(seenAtMs)} ${user}，来自${host || '本机'}`,
      }),
    ),
  ];
}
