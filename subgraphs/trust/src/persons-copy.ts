import { fromJson } from '@heitu/kit/rules/typed-json';
import { chinaTimeIf as at } from '@heitu/kit/rules/calendar';
import { COPY_ROWS_MAX, type CopySection } from '@heitu/kit/privacy/persons';
import type { SealedText, Vault } from '@heitu/kit/privacy/vault';
import { complaintLifecycle } from './complaints/complaint.lifecycle.ts';
import type { TrustContext } from './context.ts';
import { openOrigin } from './identity/open-session.ts';
import { openAccountName } from './identity/account-name.ts';
import { CORRECTION_FIELDS } from './privacy/correction.lifecycle.ts';
import { purposeOf } from './privacy/purposes.policy.ts';

const opener = (vault: Vault, subjectId: string) => async (sealed: string | null) =>
  sealed && (await vault.openUnrecorded(subjectId, sealed));
const textOpener = (vault: Vault, subjectId: string) => async (sealed: SealedText | null) =>
  sealed && (await vault.openTextUnrecorded(subjectId, sealed));

type Section = (context: TrustContext, accountId: string) => Promise<CopySection>;

const accountSection: Section = async ({ rows, vault }, accountId) => {
  const account = await rows.selectFrom('Account').selectAll().where('id', '=', accountId).executeTakeFirst();
  const open = opener(vault, accountId);
  return {
    title: '账号',
    rows: account
      ? [
          {
            编号: account.id,
            称呼: await openAccountName(vault, account),
            微信标识: await open(account.openidSealed),
            手机号: await open(account.phoneSealed),
            注册时间: at(account.createdAtMs),
          },
        ]
      : [],
  };
};

const sessionsSection: Section = async (context, accountId) => {
  const sessions = await context.rows
    .selectFrom('Session')
    .selectAll()
    .where('holderId', '=', accountId)
    .orderBy('id', 'desc')
    .limit(COPY_ROWS_MAX)
    .execute();
  return {
    title: '登录记录',
    rows: await Promise.all(
      sessions.map(async (row) => {
        const { from, device } = await openOrigin(context, accountId, row);
        return {
          登录时间: at(row.createdAtMs),
          最近使用: at(row.lastSeenAtMs),
          网络地址: from,
          设备: device,
          退出时间: at(row.endedAtMs),
        };
      }),
    ),
  };
};

const addressesSection: Section = async ({ rows, vault }, accountId) => {
  const addresses = await rows.selectFrom('Address').selectAll().where('accountId', '=', accountId).execute();
  const open = opener(vault, accountId);
  return {
    title: '收货地址',
    rows: await Promise.all(
      addresses.map(async (row) => ({
        收货人: await open(row.nameSealed),
        电话: await open(row.phoneSealed),
        地址: await open(row.detailSealed),
        区划代码: row.divisionCode,
      })),
    ),
  };
};

const noticesSection: Section = async ({ rows }, accountId) => {
  const notices = await rows
    .selectFrom('NoticeAcceptance')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('atMs', 'desc')
    .limit(COPY_ROWS_MAX)
    .execute();
  return { title: '看过的告知书', rows: notices.map((row) => ({ 版本: row.version, 时间: at(row.atMs) })) };
};

const commentsSection: Section = async ({ rows, vault }, accountId) => {
  const said = await rows
    .selectFrom('DocumentComment')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('id', 'desc')
    .limit(COPY_ROWS_MAX)
    .execute();
  const open = textOpener(vault, accountId);
  const copied = said.map(async (row) => ({ 意见: await open(row.text), 时间: at(row.atMs), 答复: row.answer }));
  return { title: '对规则提的意见', rows: await Promise.all(copied) };
};

const consentsSection: Section = async ({ rows }, accountId) => {
  const consents = await rows
    .selectFrom('ConsentReceipt')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('atMs', 'desc')
    .limit(COPY_ROWS_MAX)
    .execute();
  return {
    title: '同意与撤回',
    rows: consents.map((row) => ({
      用途: purposeOf(row.purpose)?.title ?? row.purpose,
      选择: row.granted ? '同意' : '不同意',
      告知书版本: row.noticeVersion,
      时间: at(row.atMs),
    })),
  };
};

const correctionsSection: Section = async ({ rows, vault }, accountId) => {
  const corrections = await rows
    .selectFrom('Correction')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('id', 'desc')
    .limit(COPY_ROWS_MAX)
    .execute();
  const text = textOpener(vault, accountId);
  return {
    title: '更正申请',
    rows: await Promise.all(
      corrections.map(async (row) => ({
        哪一项: CORRECTION_FIELDS[row.field],
        应该是: await text(row.value),
        哪里错了: await text(row.reason),
        答复: await text(row.answer),
        申请时间: at(row.askedAtMs),
      })),
    ),
  };
};

const complaintsSection: Section = async ({ rows, vault }, accountId) => {
  const complaints = await rows
    .selectFrom('Complaint')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('id', 'desc')
    .limit(COPY_ROWS_MAX)
    .execute();
  const [open, text] = [opener(vault, accountId), textOpener(vault, accountId)];
  return {
    title: '投诉',
    rows: await Promise.all(
      complaints.map(async (row) => ({
        编号: row.number,
        时间: at(row.filedAtMs),
        状态: complaintLifecycle.texts[row.state],
        内容: await open(row.textSealed),
        照片: row.photoIds ? fromJson(row.photoIds).length : 0,
        答复: await text(row.answer),
        裁定: await text(row.finding),
      })),
    ),
  };
};

const reviewsSection: Section = async ({ rows, vault }, accountId) => {
  const reviews = await rows
    .selectFrom('Review')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('id', 'desc')
    .limit(COPY_ROWS_MAX)
    .execute();
  const text = textOpener(vault, accountId);
  return {
    title: '评价',
    rows: await Promise.all(
      reviews.map(async (row) => ({
        时间: at(row.createdAtMs),
        星级: row.stars,
        内容: await text(row.text),
        照片: row.photoIds ? fromJson(row.photoIds).length : 0,
        商家回复: await textOpener(vault, row.partyId)(row.reply),
      })),
    ),
  };
};

const messagesSection: Section = async ({ rows, vault }, accountId) => {
  const messages = await rows
    .selectFrom('Message')
    .selectAll()
    .where('accountId', '=', accountId)
    .orderBy('id', 'desc')
    .limit(COPY_ROWS_MAX)
    .execute();
  const text = textOpener(vault, accountId);
  return {
    title: '站内消息',
    rows: await Promise.all(
      messages.map(async (row) => ({ 时间: at(row.createdAtMs), 标题: row.title, 内容: await text(row.body) })),
    ),
  };
};

/** In the order in which the person reads them. */
const SECTIONS: readonly Section[] = [
  accountSection,
  sessionsSection,
  addressesSection,
  noticesSection,
  commentsSection,
  consentsSection,
  correctionsSection,
  complaintsSection,
  reviewsSection,
  messagesSection,
];

export async function copyOfTrust(context: TrustContext, accountId: string): Promise<CopySection[]> {
  const sections: CopySection[] = [];
  for (const section of SECTIONS) sections.push(await section(context, accountId));
  return sections;
}
