import { consentChanged } from '@heitu/events/trust.consent-changed.v1';
import { ofPeriod } from '@heitu/kit/data/of-period';
import { NOT_DELIVERED, YES } from '@heitu/kit/data/entities';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import type { EvidenceFigure, EvidenceTable } from '@heitu/kit/rules/evidence';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { ClauseRef } from '@heitu/standard';
import { countBy, countRows, info, measured, signed, within, type Where } from '../counting.ts';
import type { TrustContext } from '../context.ts';
import { chainChecked } from '../audit/chain-checked.ts';
import { agreedTrades } from '../disclosure/agreed.evidence.ts';
import { BUYERS_NOTICE, traderRow, tradersIn } from '../disclosure/traders.ts';
import {
  choiceUnder,
  DEVICE_PURPOSE,
  NOTICE_PARTS,
  NOTICE_SAYS,
  PURPOSES,
  SELF_PROVIDED_FIELDS,
} from './purposes.policy.ts';
import { newestNotice } from './privacy.loader.ts';
import { peoplesRights } from './rights.evidence.ts';

/** Done by people themselves: each takes from their data what it needs, and that is their own look. */
const ownActs = (context: TrustContext, operation: string, period: { fromMs: number; toMs: number }) =>
  countRows(context, 'AuditEntry', ['operation', '=', operation], ['outcome', '=', 'done'], ...within('atMs', period));

/** Leaks that were recorded, by what was written of them. */
export async function noLeak(
  context: TrustContext,
  label: string,
  { fromMs, toMs }: { fromMs: number; toMs: number },
  outOf: number,
): Promise<EvidenceFigure> {
  const leaks = await context.rows
    .selectFrom('Incident')
    .select(['id', 'summary', 'startedAtMs'])
    .where('kind', '=', 'leak')
    .where('startedAtMs', '>=', fromMs)
    .where('startedAtMs', '<', toMs)
    .execute();
  return measured.noneOf(
    label,
    leaks,
    '起',
    ({ id, summary, startedAtMs }) => ({ ref: `Incident:${id}`, text: `${chinaTime(startedAtMs)}：${summary}` }),
    outOf,
  );
}

/** Choices that stand and of which a receipt of the person's own act says the same. */
async function provenChoices(context: TrustContext): Promise<number> {
  const row = await context.rows
    .selectFrom('Consent as c')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('ConsentReceipt as r')
          .select('r.id')
          .whereRef('r.accountId', '=', 'c.accountId')
          .whereRef('r.purpose', '=', 'c.purpose')
          .whereRef('r.granted', '=', 'c.granted')
          .whereRef('r.atMs', '=', 'c.atMs'),
      ),
    )
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

/** Choices that other rooms act on, and have not heard of in time. */
const CARRIED_WITHIN_MS = HOUR_MS;
async function notCarried({ rows, clock }: TrustContext): Promise<number> {
  const row = await rows
    .selectFrom('EventDelivery as d')
    .innerJoin('Outbox as o', 'o.id', 'd.eventId')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('d.state', 'in', NOT_DELIVERED)
    .where('o.type', '=', consentChanged.type)
    .where('o.atMs', '<', clock.now() - CARRIED_WITHIN_MS)
    .executeTakeFirstOrThrow();
  return Number(row.n);
}

export const privacyEvidence: EvidenceTable<TrustContext, ClauseRef> = {
  async '10.1.1.cq-ct'(context, period) {
    const newest = (await newestNotice(context))?.version ?? 0;
    const byChoice = await countBy(context, 'Consent', 'granted', ['purpose', '=', DEVICE_PURPOSE]);
    const signIns: Where[] = [
      ['holderKind', '=', 'account'],
      ['channel', '!=', 'password'],
    ];
    const kept = await context.rows
      .selectFrom('Session as s')
      .leftJoin('Consent as c', (join) =>
        join.onRef('c.accountId', '=', 's.holderId').on('c.purpose', '=', DEVICE_PURPOSE),
      )
      .select(['s.id', 's.createdAtMs', 'c.granted', 'c.noticeVersion'])
      // Kept is kept, since whenever.
      .where('s.createdAtMs', '<', period.toMs)
      .where('s.channel', '!=', 'password')
      .where('s.deviceSealed', 'is not', null)
      .execute();
    const agreed = ({ granted, noticeVersion }: (typeof kept)[number]) =>
      granted !== null && noticeVersion !== null && choiceUnder(newest, { granted, noticeVersion }) === true;
    return [
      info('许可收集的人', byChoice.get('1'), '人'),
      info('不许可的人', byChoice.get('0'), '人'),
      measured.noneOf(
        '没有本人现行的许可，却留着应用和系统种类的登录',
        kept.filter((row) => !agreed(row)),
        '次',
        ({ id, createdAtMs }) => ({ ref: `Session:${id}`, text: `${chinaTime(createdAtMs)}的登录` }),
        await countRows(context, 'Session', ...signIns, ...within('createdAtMs', period)),
      ),
    ];
  },
  async '10.1.2'(context) {
    const addresses = await countRows(context, 'Address');
    const collected = SELF_PROVIDED_FIELDS.filter((row) => row.collectedIn !== null).length;
    return [
      info('十九项中收集', collected, '项'),
      info('允许但不收集', SELF_PROVIDED_FIELDS.length - collected, '项'),
      measured.each(
        '加密保存的地址',
        await countRows(context, 'Address', ['nameSealed', '!=', ''], ['phoneSealed', '!=', '']),
        addresses,
        '个',
      ),
    ];
  },
  async '10.2.a-f'(context, period) {
    const notice = await newestNotice(context);
    if (!notice) return [measured.present('信息保护告知', 0, '版')];
    const parts = fromJson(notice.parts);
    const accepted = await countBy(context, 'NoticeAcceptance', 'version');
    return [
      measured.eachOf(
        '告知六项齐全',
        NOTICE_PARTS,
        ({ part }) => NOTICE_SAYS[part].every((words) => words.test(parts[part])),
        '项',
        ({ part, title }) => ({ ref: `NoticePart:${part}`, text: title }),
        { isDuty: true },
      ),
      measured.eachOf(
        '下单时已同意当时告知的买家',
        await tradersIn(context, period, BUYERS_NOTICE),
        ({ hadAgreed }) => hadAgreed,
        '人次',
        traderRow('Account', '买家'),
      ),
      ...[...accepted].map(([version, count]) => info(`同意第${version}版`, count, '人')),
    ];
  },
  async '10.3.a-b'(context, period) {
    const choices = await countRows(context, 'Consent');
    const granted = await countBy(context, 'Consent', 'purpose', ['granted', '=', true]);
    const refused = await countBy(context, 'Consent', 'purpose', ['granted', '=', false]);
    return [
      ...PURPOSES.filter((purpose) => purpose.legalBasis === 'consent').flatMap(({ purpose, title }) => [
        info(`${title}：同意`, granted.get(purpose), '人'),
        info(`${title}：反对`, refused.get(purpose), '人'),
      ]),
      info(
        '本期撤回或反对',
        await countRows(context, 'ConsentReceipt', ['granted', '=', false], ...within('atMs', period)),
        '次',
      ),
      measured.each('有本人选择凭证的同意和反对', await provenChoices(context), choices, '项'),
      measured.none(
        `作出${CARRIED_WITHIN_MS / HOUR_MS}小时后还没有传到各处的选择`,
        await notCarried(context),
        '项',
        choices,
      ),
    ];
  },
  async '10.4'(context, period) {
    const reads = await countRows(context, 'PersonalDataRead', ...within('atMs', period));
    const asked = await context.rows
      .selectFrom('DataRequest')
      .select(['id', 'doneAtMs', 'dueAtMs'])
      .where(ofPeriod('requestedAtMs', 'doneAtMs', period))
      .execute();
    const { check, fresh } = await chainChecked(context);
    return [
      info('查看个人信息的记录', reads, '次'),
      info(
        '其中被拒绝',
        await countRows(context, 'PersonalDataRead', ['refused', '=', true], ...within('atMs', period)),
        '次',
      ),
      await noLeak(context, '信息泄露事件', period, reads + asked.length),
      measured.noneOf(
        '超时办理的导出和删除请求',
        asked.filter(({ doneAtMs, dueAtMs }) => (doneAtMs ?? context.clock.now()) > dueAtMs),
        '件',
        ({ id, dueAtMs }) => ({ ref: `DataRequest:${id}`, text: `应在${chinaTime(dueAtMs)}前办完的请求` }),
        asked.length,
      ),
      ...(await peoplesRights(context, period)),
      fresh,
      ...(check ? [signed.none('完整性检查发现的问题', check.problemCount, '处')] : []),
    ];
  },
  async '7.4.t'(context, period) {
    const payments = await ownActs(context, 'startPayment', period);
    const reads = await countRows(context, 'PersonalDataRead', ['sender', '=', 'payments'], ...within('atMs', period));
    return [
      info('由本人付款取用的微信标识', payments, '次'),
      info('收付款工作中查看客户信息的记录', reads, '次'),
      await noLeak(context, '泄密事件', period, payments + reads),
    ];
  },
  async '8.5.3.bw-bx'(context, period) {
    const quotes = await ownActs(context, 'quote', period);
    const reads = await countRows(context, 'PersonalDataRead', ['sender', '=', 'logistics'], ...within('atMs', period));
    const outside = await context.rows
      .selectFrom('PersonalDataRead')
      .select(['entryId', 'operation', 'atMs'])
      .where('readerRoles', 'like', '%courier%')
      .where('refused', '=', YES)
      .where('atMs', '>=', period.fromMs)
      .where('atMs', '<', period.toMs)
      .execute();
    return [
      info('本人下单取用收货地址', quotes, '次'),
      info('为送货查看收货信息的记录', reads, '次'),
      measured.noneOf(
        '配送员任务之外的查看',
        outside,
        '次',
        ({ entryId, operation, atMs }) => ({
          ref: `AuditEntry:${entryId}`,
          text: `${chinaTime(atMs)}被拒绝的 ${operation}`,
        }),
        quotes + reads,
      ),
    ];
  },
  '10.5.cu': agreedTrades,
};
