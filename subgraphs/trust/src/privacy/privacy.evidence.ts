import type { EvidenceTable } from '@heitu/kit/rules/evidence';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { must } from '@heitu/kit/rules/checked';
import type { ClauseRef } from '@heitu/standard';
import { countBy, countRows, shown, within } from '../counting.ts';
import type { TrustContext } from '../context.ts';
import { NOTICE_PARTS, purposeOf, PURPOSES, SELF_PROVIDED_FIELDS } from './purposes.policy.ts';
import { newestNotice } from './privacy.loader.ts';

/** Done by people themselves: each takes from their data what it needs, and that is their own look. */
const ownActs = (context: TrustContext, operation: string, period: { fromMs: number; toMs: number }) =>
  countRows(context, 'AuditEntry', ['operation', '=', operation], ['outcome', '=', 'done'], ...within('atMs', period));

export const privacyEvidence: EvidenceTable<TrustContext, ClauseRef> = {
  async '10.1.1.cq-ct'(context) {
    const chosen = await countRows(context, 'Consent', ['purpose', '=', 'device-information']);
    const granted = await countRows(context, 'Consent', ['purpose', '=', 'device-information'], ['granted', '=', true]);
    return shown(chosen, [
      {
        label: '写明用途和许可的自动信息',
        value: must(purposeOf('device-information'), 'that purpose').fields.split('、').length,
        unit: '类',
      },
      { label: '许可收集的人', value: granted, unit: '人' },
      { label: '没有许可的人', value: chosen - granted, unit: '人' },
    ]);
  },
  async '10.1.2'(context) {
    const addresses = await countRows(context, 'Address');
    const collected = SELF_PROVIDED_FIELDS.filter((row) => row.collectedIn !== null).length;
    return shown(addresses, [
      { label: '十九项中收集', value: collected, unit: '项' },
      { label: '允许但不收集', value: SELF_PROVIDED_FIELDS.length - collected, unit: '项' },
      {
        label: '加密保存的地址',
        value: await countRows(context, 'Address', ['nameSealed', '!=', ''], ['phoneSealed', '!=', '']),
        unit: '个',
        outOf: addresses,
      },
      { label: '全部地址', value: addresses, unit: '个' },
    ]);
  },
  async '10.2.a-f'(context) {
    const notice = await newestNotice(context);
    if (!notice) return [];
    const parts = fromJson(notice.parts);
    const complete = NOTICE_PARTS.filter(({ part }) => parts[part]?.trim()).length;
    const accepted = await countBy(context, 'NoticeAcceptance', 'version');
    return [
      { label: '告知六项齐全', value: complete, unit: '项', breached: complete < NOTICE_PARTS.length },
      ...[...accepted].map(([version, count]) => ({ label: `同意第${version}版`, value: count, unit: '人' })),
    ];
  },
  async '10.3.a-b'(context, period) {
    const choices = await countRows(context, 'Consent');
    const granted = await countBy(context, 'Consent', 'purpose', ['granted', '=', true]);
    const refused = await countBy(context, 'Consent', 'purpose', ['granted', '=', false]);
    return shown(choices, [
      ...PURPOSES.filter((purpose) => purpose.legalBasis === 'consent').flatMap(({ purpose, title }) => [
        { label: `${title}：同意`, value: granted.get(purpose) ?? 0, unit: '人' },
        { label: `${title}：反对`, value: refused.get(purpose) ?? 0, unit: '人' },
      ]),
      {
        label: '本期撤回或反对',
        value: await countRows(context, 'ConsentReceipt', ['granted', '=', false], ...within('atMs', period)),
        unit: '次',
      },
    ]);
  },
  async '10.4'(context, period) {
    const reads = await countRows(context, 'PersonalDataRead', ...within('atMs', period));
    const requests = await countRows(context, 'DataRequest', ...within('requestedAtMs', period));
    const late = await context.rows
      .selectFrom('DataRequest')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .whereRef('doneAtMs', '>', 'dueAtMs')
      .where('requestedAtMs', '>=', period.fromMs)
      .where('requestedAtMs', '<', period.toMs)
      .executeTakeFirstOrThrow();
    const check = await context.rows
      .selectFrom('AuditCheckRun')
      .select(['problemCount', 'verifiedTo'])
      .orderBy('atMs', 'desc')
      .limit(1)
      .executeTakeFirst();
    return shown(reads + requests, [
      { label: '查看个人信息的记录', value: reads, unit: '次' },
      {
        label: '其中被拒绝',
        value: await countRows(context, 'PersonalDataRead', ['refused', '=', true], ...within('atMs', period)),
        unit: '次',
      },
      { label: '导出和删除请求', value: requests, unit: '件' },
      { label: '超时办理', value: Number(late.count), unit: '件', breached: Number(late.count) > 0 },
      ...(check
        ? [{ label: '完整性检查发现的问题', value: check.problemCount, unit: '处', breached: check.problemCount > 0 }]
        : []),
    ]);
  },
  async '7.4.t'(context, period) {
    const payments = await ownActs(context, 'startPayment', period);
    const reads = await countRows(context, 'PersonalDataRead', ['sender', '=', 'payments'], ...within('atMs', period));
    const leaks = await countRows(context, 'Incident', ['kind', '=', 'leak'], ...within('startedAtMs', period));
    return shown(payments + reads + leaks, [
      { label: '由本人付款取用的微信标识', value: payments, unit: '次' },
      { label: '收付款工作中查看客户信息的记录', value: reads, unit: '次' },
      { label: '泄密事件', value: leaks, unit: '起', breached: leaks > 0 },
    ]);
  },
  async '8.5.3.bw-bx'(context, period) {
    const quotes = await ownActs(context, 'quote', period);
    const reads = await countRows(context, 'PersonalDataRead', ['sender', '=', 'logistics'], ...within('atMs', period));
    const outside = await countRows(
      context,
      'PersonalDataRead',
      ['readerRoles', 'like', '%courier%'],
      ['refused', '=', true],
      ...within('atMs', period),
    );
    return shown(quotes + reads, [
      { label: '本人下单取用收货地址', value: quotes, unit: '次' },
      { label: '为送货查看收货信息的记录', value: reads, unit: '次' },
      { label: '配送员任务之外的查看', value: outside, unit: '次', breached: outside > 0 },
    ]);
  },
  async '10.5.cu'(context) {
    const confirmed = await countRows(context, 'AgreementConfirmation');
    const versions = await countRows(context, 'PublicDocument', [
      'kind',
      'in',
      ['member-agreement', 'seller-agreement'],
    ]);
    return shown(confirmed, [
      { label: '已公布的协议版本', value: versions, unit: '版' },
      { label: '本人确认', value: confirmed, unit: '次' },
    ]);
  },
};
