import { chinaTime } from '@heitu/kit/rules/calendar';
import { COPY_ROWS_MAX, keptSince, type PersonsData } from '@heitu/kit/privacy/persons';
import { ok } from '@heitu/kit/rules/outcome';
import { NO_TEXT } from '@heitu/kit/privacy/vault';
import { TRADE_RECORDS } from '@heitu/standard';
import { complaintLifecycle } from './complaints/complaint.lifecycle.ts';
import { Review } from './complaints/complaint.entity.ts';
import type { TrustContext } from './context.ts';
import { openOrigin } from './identity/open-session.ts';
import { openStaffName } from './identity/staff-name.ts';
import { purposeOf } from './privacy/purposes.policy.ts';

const at = (atMs: number | null) => (atMs === null ? null : chinaTime(atMs));

/** What trust keeps of an account once it is ended: complaints, for as long as trade. */
export const persons: PersonsData<TrustContext> = {
  async kept({ rows, clock }, accountId) {
    const complaints = await rows
      .selectFrom('Complaint')
      .select(['closedAtMs'])
      .where('accountId', '=', accountId)
      .execute();
    const open = complaints.some(({ closedAtMs }) => closedAtMs === null);
    return keptSince(
      '投诉和处理记录',
      TRADE_RECORDS,
      { open, lastMs: complaints.length > 0 ? Math.max(...complaints.map(({ closedAtMs }) => closedAtMs ?? 0)) : null },
      clock.now(),
    );
  },
  async copy(context, accountId) {
    const { rows, vault } = context;
    const account = await rows.selectFrom('Account').selectAll().where('id', '=', accountId).executeTakeFirst();
    const addresses = await rows.selectFrom('Address').selectAll().where('accountId', '=', accountId).execute();
    const consents = await rows
      .selectFrom('ConsentReceipt')
      .selectAll()
      .where('accountId', '=', accountId)
      .orderBy('atMs', 'desc')
      .limit(COPY_ROWS_MAX)
      .execute();
    const notices = await rows
      .selectFrom('NoticeAcceptance')
      .selectAll()
      .where('accountId', '=', accountId)
      .orderBy('atMs', 'desc')
      .limit(COPY_ROWS_MAX)
      .execute();
    const complaints = await rows
      .selectFrom('Complaint')
      .selectAll()
      .where('accountId', '=', accountId)
      .orderBy('id', 'desc')
      .limit(COPY_ROWS_MAX)
      .execute();
    const reviews = await rows
      .selectFrom('Review')
      .selectAll()
      .where('accountId', '=', accountId)
      .orderBy('id', 'desc')
      .limit(COPY_ROWS_MAX)
      .execute();
    const messages = await rows
      .selectFrom('Message')
      .selectAll()
      .where('accountId', '=', accountId)
      .orderBy('id', 'desc')
      .limit(COPY_ROWS_MAX)
      .execute();
    const sessions = await rows
      .selectFrom('Session')
      .selectAll()
      .where('holderId', '=', accountId)
      .orderBy('id', 'desc')
      .limit(COPY_ROWS_MAX)
      .execute();
    const open = async (sealed: string | null) => sealed && (await vault.openUnrecorded(accountId, sealed));
    const text = async (sealed: (typeof complaints)[number]['answer']) =>
      sealed && (await vault.openTextUnrecorded(accountId, sealed));
    return [
      {
        title: '账号',
        rows: account
          ? [
              {
                编号: account.id,
                称呼: await openStaffName(vault, account),
                微信标识: await open(account.openidSealed),
                手机号: await open(account.phoneSealed),
                注册时间: at(account.createdAtMs),
              },
            ]
          : [],
      },
      {
        title: '登录记录',
        rows: await Promise.all(
          sessions.map(async (row) => {
            const { from, device } = await openOrigin(context, accountId, row.originSealed);
            return {
              登录时间: at(row.createdAtMs),
              最近使用: at(row.lastSeenAtMs),
              网络地址: from ?? null,
              设备: device ?? null,
              退出时间: at(row.endedAtMs),
            };
          }),
        ),
      },
      {
        title: '收货地址',
        rows: await Promise.all(
          addresses.map(async (row) => ({
            收货人: await open(row.nameSealed),
            电话: await open(row.phoneSealed),
            地址: await open(row.detailSealed),
            区划代码: row.divisionCode,
          })),
        ),
      },
      { title: '看过的告知书', rows: notices.map((row) => ({ 版本: row.version, 时间: at(row.atMs) })) },
      {
        title: '同意与撤回',
        rows: consents.map((row) => ({
          用途: purposeOf(row.purpose)?.title ?? row.purpose,
          选择: row.granted ? '同意' : '不同意',
          告知书版本: row.noticeVersion,
          时间: at(row.atMs),
        })),
      },
      {
        title: '投诉',
        rows: await Promise.all(
          complaints.map(async (row) => ({
            编号: row.number,
            时间: at(row.filedAtMs),
            状态: complaintLifecycle.states[row.state as keyof typeof complaintLifecycle.states],
            内容: row.textSealed && (await open(row.textSealed)),
            答复: await text(row.answer),
            裁定: await text(row.finding),
          })),
        ),
      },
      {
        title: '评价',
        rows: await Promise.all(
          reviews.map(async (row) => ({
            时间: at(row.createdAtMs),
            星级: row.stars,
            内容: await text(row.text),
            商家回复: row.reply && (await vault.openTextUnrecorded(row.partyId, row.reply)),
          })),
        ),
      },
      {
        title: '站内消息',
        rows: await Promise.all(
          messages.map(async (row) => ({ 时间: at(row.createdAtMs), 标题: row.title, 内容: await text(row.body) })),
        ),
      },
    ];
  },
  async forget(context, accountId) {
    await context.transaction(async (tx) => ok(await tx.em.nativeUpdate(Review, { accountId }, { text: NO_TEXT })));
  },
};
