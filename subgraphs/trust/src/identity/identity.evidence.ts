import type { EvidenceTable } from '@heitu/kit/rules/evidence';
import { ROLES, type ClauseRef } from '@heitu/standard';
import { YES } from '@heitu/kit/data/entities';
import { countBy, countRows, info, measured, within } from '../counting.ts';
import type { TrustContext } from '../context.ts';
import { versionFigures } from '../permission-versions/version.evidence.ts';
import { staffProofs } from './account.loader.ts';

/** 5.3.e-i, those that stand in the standard and have accounts of their own. */
const ROLES_OF_STANDARD = ['operator-admin', 'seller-owner', 'carrier-manager', 'finance', 'consumer'] as const;
const accountRow = ({ accountId }: { accountId: string }) => ({ ref: `Account:${accountId}`, text: '账号' });
export const identityEvidence = {
  async '5.3.e-i'(context, period) {
    const held = await countBy(context, 'GrantRow', 'role', ['active', '=', true]);
    const consumers = await countRows(context, 'Account', ['state', '=', 'active']);
    const people = ROLES.map(({ role, title }) => ({
      role,
      title,
      count: role === 'consumer' ? consumers : (held.get(role) ?? 0),
    }));
    return [
      measured.eachOf(
        '有人在用的角色',
        people.filter(({ role }) => ROLES_OF_STANDARD.some((one) => one === role)),
        ({ count }) => count > 0,
        '种',
        ({ role, title }) => ({ ref: `Role:${role}`, text: title }),
        { isDuty: true },
      ),
      ...people.map(({ title, count }) => info(`${title}账号`, count, '个')),
      ...(await versionFigures(context, period)),
    ];
  },
  async '11.5.dd'(context, period) {
    const tries = await countRows(context, 'SignInAttempt', ...within('atMs', period));
    const staff = await staffProofs(context);
    const used = within('atMs', period);
    return [
      info('登录成功', await countRows(context, 'SignInAttempt', ['succeeded', '=', true], ...used), '次'),
      info('登录失败', await countRows(context, 'SignInAttempt', ['succeeded', '=', false], ...used), '次'),
      info(
        '锁定中的来源（登录名和网络一起算）',
        await countRows(context, 'TryGuard', ['lockedUntilMs', '>', context.clock.now()]),
        '个',
      ),
      measured.eachOf(
        '用密码登录、已用第二验证的账号',
        staff,
        ({ secondFactorSinceMs }) => secondFactorSinceMs !== null,
        '个',
        accountRow,
        { sampleMin: tries > 0 ? 0 : 1 },
      ),
      measured.noneOf(
        '密码到期未改（下次登录必改）的账号',
        staff.filter(({ isPasswordDue }) => isPasswordDue),
        '个',
        accountRow,
        staff.length,
      ),
      info('停用的账号', await countRows(context, 'Account', ['state', '=', 'suspended']), '个'),
    ];
  },
  async '11.5.de'(context, period) {
    const grants = await countRows(context, 'GrantRow', ['active', '=', true]);
    const left = await context.rows
      .selectFrom('GrantRow as g')
      .innerJoin('Account as a', 'a.id', 'g.accountId')
      .innerJoin('Session as s', 's.holderId', 'a.id')
      .select('a.id as accountId')
      .distinct()
      .where('a.state', '!=', 'active')
      .where('g.active', '=', YES)
      .where('s.endedAtMs', 'is', null)
      .where('s.expiresAtMs', '>', context.clock.now())
      .execute();
    return [
      info('生效的授权', grants, '项'),
      info('已收回的授权', await countRows(context, 'GrantRow', ['active', '=', false]), '项'),
      info(
        '本期被拒绝的个人信息查看',
        await countRows(context, 'PersonalDataRead', ['refused', '=', true], ...within('atMs', period)),
        '次',
      ),
      measured.noneOf('停用以后还登录着的账号', left, '个', accountRow, grants),
    ];
  },
  async '11.8.ed'(context, period) {
    const calls = await countRows(context, 'SignInAttempt', ...within('atMs', period));
    const last = await context.rows
      .selectFrom('SignInAttempt')
      .select(({ fn }) => fn.max('atMs').as('atMs'))
      .executeTakeFirst();
    return calls === 0
      ? []
      : [
          info('身份认证调用', calls, '次'),
          info('距最近一次', Math.round((context.clock.now() - Number(last?.atMs ?? 0)) / 60_000), '分钟'),
        ];
  },
} satisfies EvidenceTable<TrustContext, ClauseRef>;
