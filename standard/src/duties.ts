import type { ClauseRef } from './clauses.ts';
import type { Desk } from './desks.ts';
import type { SubgraphName } from './subgraphs.ts';

/** How long a period is; working days are those of the national calendar. */
export type DutyPeriod = 'day' | 'working-day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year';
/**
 * The last day on which a duty is done in time: so many days or working days after its period, or the end of the
 * so-manieth month after it.
 */
export type DutyDue = { days: number } | { workingDays: number } | { monthEnds: number };

interface Owed {
  title: string;
  /** Who has to do it. */
  desk: Desk;
  /** Which room knows whether it was done. */
  room: SubgraphName;
  clause: ClauseRef | null;
  /** The law that asks for it beside the clause, or alone. */
  law: string | null;
  /** What comes of leaving it undone, as the people of the office read it. */
  consequence: string;
}
/** Owed for each of a kind of periods, whether or not anybody made a row for it. */
export interface PeriodicDuty extends Owed {
  each: DutyPeriod;
  due: DutyDue;
  /** So often in each period; once where it says nothing. */
  times?: number;
  /** Also for the period in which the platform opened; others begin with the first whole one. */
  partial?: true;
}
/** Owed by a day that each of its things has: a paper's end, an authority's deadline. */
export interface DatedDuty extends Owed {
  each: 'its-own';
}
export type Duty = PeriodicDuty | DatedDuty;

const FINED = '逾期不改罚2万到10万元，严重的罚10万到50万元';

/**
 * What has to be done over and over, by whom, for which period, until when, by which clause or law. Laws' days are
 * counted to the calendar's month end and not moved for holidays, since nothing says that they move.
 */
export const DUTIES = {
  'return-month': {
    title: '网络交易月度统计',
    desk: 'operator-admin',
    room: 'trust',
    each: 'month',
    due: { monthEnds: 1 },
    partial: true,
    clause: '6.1.f',
    law: null,
    consequence: '主管部门催报，符合性报告记为未报送',
  },
  'return-identity': {
    title: '经营者身份信息半年报送',
    desk: 'operator-admin',
    room: 'trust',
    each: 'half-year',
    due: { monthEnds: 1 },
    partial: true,
    clause: '6.1.f',
    law: '电子商务法第二十八条、网络交易监督管理办法第二十五条',
    consequence: FINED,
  },
  'return-income': {
    title: '经营者收入季度报送',
    desk: 'operator-admin',
    room: 'trust',
    each: 'quarter',
    due: { monthEnds: 1 },
    partial: true,
    clause: '6.1.f',
    law: '互联网平台企业涉税信息报送规定第四条',
    consequence: FINED,
  },
  assessment: {
    title: '月度考评公布',
    desk: 'operator-admin',
    room: 'trust',
    each: 'month',
    due: { days: 10 },
    partial: true,
    clause: '13',
    law: null,
    consequence: '当月考评不算数，没法要求改进',
  },
  'backup-incremental': {
    title: '增量备份',
    desk: 'operator-admin',
    room: 'trust',
    each: 'day',
    due: { days: 0 },
    times: 12,
    clause: '11.6.3',
    law: null,
    consequence: '出了故障，会丢两小时以上的数据',
  },
  'backup-full': {
    title: '全量备份',
    desk: 'operator-admin',
    room: 'trust',
    each: 'day',
    due: { days: 0 },
    times: 2,
    clause: '11.6.3',
    law: null,
    consequence: '出了故障，当天的数据可能找不回来',
  },
  'backup-off-site': {
    title: '异地备份',
    desk: 'operator-admin',
    room: 'trust',
    each: 'day',
    due: { days: 0 },
    clause: '11.6.2.do',
    law: null,
    consequence: '机房出事，数据就没有了',
  },
  'backup-differential': {
    title: '差分备份',
    desk: 'operator-admin',
    room: 'trust',
    each: 'week',
    due: { days: 0 },
    clause: '11.6.3',
    law: null,
    consequence: '恢复要更久',
  },
  'backup-check': {
    title: '备份校验',
    desk: 'operator-admin',
    room: 'trust',
    each: 'month',
    due: { days: 0 },
    clause: '11.6.5.dw',
    law: null,
    consequence: '备份坏了也不知道',
  },
  'chain-check': {
    title: '操作记录完整性检查',
    desk: 'operator-admin',
    room: 'trust',
    each: 'day',
    due: { days: 0 },
    clause: '11.5.dh',
    law: null,
    consequence: '记录被改了也不知道',
  },
  'drill-ordinary': {
    title: '一般故障恢复演练',
    desk: 'operator-admin',
    room: 'trust',
    each: 'quarter',
    due: { days: 0 },
    clause: '11.3.3.db',
    law: null,
    consequence: '出了故障，一小时内能不能恢复没有把握',
  },
  'drill-severe': {
    title: '严重故障恢复演练',
    desk: 'operator-admin',
    room: 'trust',
    each: 'half-year',
    due: { days: 0 },
    clause: '11.3.3.db',
    law: null,
    consequence: '机房出事，十二小时内能不能恢复没有把握',
  },
  'drill-power-loss': {
    title: '断电测试',
    desk: 'operator-admin',
    room: 'trust',
    each: 'year',
    due: { days: 0 },
    clause: '11.5.dg',
    law: null,
    consequence: '断电会不会丢数据没有把握',
  },
  'drill-recall': {
    title: '召回演练',
    desk: 'operator-admin',
    room: 'trust',
    each: 'month',
    due: { days: 0 },
    clause: null,
    law: '食品安全法第六十三条',
    consequence: '真要召回时，通知不到人、追不回货',
  },
  'goods-check': {
    title: '货物监督检查',
    desk: 'reviewer',
    room: 'trust',
    each: 'month',
    due: { days: 0 },
    clause: '6.5',
    law: null,
    consequence: '货有问题没人发现，平台要担监督的责任',
  },
  'delivery-check': {
    title: '配送监督检查',
    desk: 'mediator',
    room: 'trust',
    each: 'month',
    due: { days: 0 },
    clause: '6.5',
    law: null,
    consequence: '配送有问题没人发现，平台要担监督的责任',
  },
  'check-follow-up': {
    title: '检查问题复查',
    desk: 'reviewer',
    room: 'trust',
    each: 'its-own',
    clause: '6.5',
    law: null,
    consequence: '查出的问题没有改，等于没查',
  },
  'duty-sign-on': {
    title: '值班签到',
    desk: 'mediator',
    room: 'trust',
    each: 'its-own',
    clause: '6.6.b',
    law: null,
    consequence: '班上没人，消费者投诉没人接',
  },
  'oversight-answer': {
    title: '答复监管部门来件',
    desk: 'operator-admin',
    room: 'trust',
    each: 'its-own',
    clause: '12.1',
    law: '电子商务法第二十五条',
    consequence: '不配合提供数据，监管部门可以处罚',
  },
  'staff-password': {
    title: '管钱人员密码更换',
    desk: 'operator-admin',
    room: 'trust',
    each: 'its-own',
    clause: '7.4.s',
    law: null,
    consequence: '旧密码泄露了，别人能动钱',
  },
  'register-renewal': {
    title: '技术档案到期更新',
    desk: 'operator-admin',
    room: 'trust',
    each: 'its-own',
    clause: '5.2.d',
    law: null,
    consequence: '档案过期，这一项不再算数',
  },
  're-review': {
    title: '经营主体复核',
    desk: 'reviewer',
    room: 'sellers',
    each: 'its-own',
    clause: '6.4',
    law: '网络交易监督管理办法第二十四条',
    consequence: '到期没复核，这一家当天起停止营业',
  },
  'paper-renewal': {
    title: '证照到期更换',
    desk: 'seller',
    room: 'sellers',
    each: 'its-own',
    clause: '6.4',
    law: '电子商务法第二十七条',
    consequence: '证照过期，这一家停止营业',
  },
  'contract-renewal': {
    title: '合同到期续签',
    desk: 'seller',
    room: 'sellers',
    each: 'its-own',
    clause: '7.4.p',
    law: null,
    consequence: '合同到期，新的生意不再按它算',
  },
  'training-offer': {
    title: '给商家、给配送的培训课',
    desk: 'operator-admin',
    room: 'sellers',
    each: 'half-year',
    due: { days: 0 },
    clause: '6.2.b',
    law: null,
    consequence: '不会的没人教，错了平台也要担责',
  },
  'training-payment': {
    title: '支付操作培训课',
    desk: 'operator-admin',
    room: 'sellers',
    each: 'half-year',
    due: { days: 0 },
    clause: '9.2.cl',
    law: null,
    consequence: '没学过的人上岗管钱，容易出错、受骗',
  },
  'training-staff': {
    title: '平台人员年度考核',
    desk: 'operator-admin',
    room: 'sellers',
    each: 'year',
    due: { days: 0 },
    clause: '6.2.a',
    law: null,
    consequence: '没考过的人还在岗，符合性报告记为没办',
  },
  'training-seller': {
    title: '商家人员年度考核',
    desk: 'seller',
    room: 'sellers',
    each: 'year',
    due: { days: 0 },
    clause: '7.1.c',
    law: null,
    consequence: '人员没培训，这一家的考评扣分',
  },
  'training-station': {
    title: '服务站人员年度考核',
    desk: 'station',
    room: 'sellers',
    each: 'year',
    due: { days: 0 },
    clause: '7',
    law: null,
    consequence: '代人办事的没考过，办错了乡亲吃亏，符合性报告记为没办',
  },
  'certificate-renewal': {
    title: '冷链上岗证换新',
    desk: 'carrier',
    room: 'sellers',
    each: 'its-own',
    clause: '8.1.ag',
    law: null,
    consequence: '证到期第二天起，不能再派生鲜单',
  },
  'carrier-check': {
    title: '承运单位监督检查',
    desk: 'operator-admin',
    room: 'logistics',
    each: 'month',
    due: { days: 0 },
    clause: '8.2.au',
    law: null,
    consequence: '承运单位守不守约没人看，平台要担监督的责任',
  },
  'vehicle-paper': {
    title: '车辆运输证照更换',
    desk: 'carrier',
    room: 'logistics',
    each: 'its-own',
    clause: '8.4.3.bn',
    law: null,
    consequence: '证照过期的车不能再派活',
  },
  reconciliation: {
    title: '当日账单核对',
    desk: 'finance',
    room: 'payments',
    each: 'day',
    due: { days: 2 },
    clause: '9.2.cp',
    law: null,
    consequence: '账错了没人知道，商家的货款可能少付',
  },
  'payment-password': {
    title: '支付密码更换',
    desk: 'seller',
    room: 'payments',
    each: 'its-own',
    clause: '7.4.s',
    law: null,
    consequence: '过期30天还不换，这一户不能再收款',
  },
} as const satisfies Readonly<Record<string, Duty>>;
export type DutyKind = keyof typeof DUTIES;

/**
 * Who hears of what nobody did, and so many days after its day: whoever runs the platform, then the authority that
 * looks over it.
 */
export const DUTY_ESCALATION = [
  { step: 'head', role: 'operator-admin', lateDays: 1 },
  { step: 'authority', role: 'regulator', lateDays: 7 },
] as const;
export type EscalationStep = (typeof DUTY_ESCALATION)[number]['step'];
