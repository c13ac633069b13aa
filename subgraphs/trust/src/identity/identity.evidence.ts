import type { EvidenceTable } from '@heitu/kit/rules/evidence';
import { ROLES, type ClauseRef } from '@heitu/standard';
import { countBy, countRows, shown, within } from '../counting.ts';
import type { TrustContext } from '../context.ts';
import { staffProofs } from './account.loader.ts';

export const identityEvidence = {
  async '5.3.e-i'(context) {
    const held = await countBy(context, 'GrantRow', 'role', ['active', '=', true]);
    const consumers = await countRows(context, 'Account', ['state', '=', 'active']);
    return shown(
      consumers,
      ROLES.map(({ role, title }) => ({
        label: `${title}账号`,
        value: role === 'consumer' ? consumers : (held.get(role) ?? 0),
        unit: '个',
      })),
    );
  },
  async '11.5.dd'(context, period) {
    const tries = await countRows(context, 'SignInAttempt', ...within('atMs', period));
    const staff = await staffProofs(context);
    return shown(tries, [
      {
        label: '登录成功',
        value: await countRows(context, 'SignInAttempt', ['succeeded', '=', true], ...within('atMs', period)),
        unit: '次',
      },
      {
        label: '登录失败',
        value: await countRows(context, 'SignInAttempt', ['succeeded', '=', false], ...within('atMs', period)),
        unit: '次',
      },
      {
        label: '锁定中的来源（登录名和网络一起算）',
        value: await countRows(context, 'TryGuard', ['lockedUntilMs', '>', context.clock.now()]),
        unit: '个',
      },
      { label: '用密码登录的账号', value: staff.length, unit: '个' },
      {
        label: '其中已用第二验证',
        value: staff.filter(({ secondFactorSinceMs }) => secondFactorSinceMs !== null).length,
        unit: '个',
        outOf: staff.length,
      },
      {
        label: '其中密码到期未改（下次登录必改）',
        value: staff.filter(({ isPasswordDue }) => isPasswordDue).length,
        unit: '个',
      },
      { label: '停用的账号', value: await countRows(context, 'Account', ['state', '=', 'suspended']), unit: '个' },
      {
        label: '有效会话',
        value: await countRows(
          context,
          'Session',
          ['endedAtMs', 'is', null],
          ['expiresAtMs', '>', context.clock.now()],
        ),
        unit: '个',
      },
    ]);
  },
  async '11.5.de'(context, period) {
    const grants = await countRows(context, 'GrantRow', ['active', '=', true]);
    return shown(grants, [
      { label: '生效的授权', value: grants, unit: '项' },
      { label: '已收回的授权', value: await countRows(context, 'GrantRow', ['active', '=', false]), unit: '项' },
      {
        label: '本期被拒绝的个人信息查看',
        value: await countRows(context, 'PersonalDataRead', ['refused', '=', true], ...within('atMs', period)),
        unit: '次',
      },
    ]);
  },
  async '11.8.ed'(context, period) {
    const calls = await countRows(context, 'SignInAttempt', ...within('atMs', period));
    const last = await context.rows
      .selectFrom('SignInAttempt')
      .select(({ fn }) => fn.max('atMs').as('atMs'))
      .executeTakeFirst();
    return shown(calls, [
      { label: '身份认证调用', value: calls, unit: '次' },
      {
        label: '距最近一次',
        value: Math.round((context.clock.now() - Number(last?.atMs ?? 0)) / 60_000),
        unit: '分钟',
      },
    ]);
  },
} satisfies EvidenceTable<TrustContext, ClauseRef>;
