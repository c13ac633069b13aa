/**
 * A person's look at what went public: goods in the catalog, shops in sellers. The rules of both are said here, so that
 * they wait alike, are promised the same hours, and end the same way where everybody is silent (6.5.b, 7.3.8.m).
 */

/** Why somebody is to look. */
export const LOOK_CAUSES = {
  new: '新上的',
  changed: '改过文字或图片',
  'rules-changed': '文字规则变了',
} as const;
export type LookCause = keyof typeof LOOK_CAUSES;

export const LOOK_STATES = {
  waiting: '等人看',
  passed: '看过，没有问题',
  left: '没有人看，只过了文字规则',
  blocked: '撤下了',
  settled: '撤下了，没有申诉',
  appealed: '申诉等另一个人复核',
  upheld: '复核后维持撤下',
  lifted: '申诉成立',
} as const;
export type LookState = keyof typeof LOOK_STATES;

export const LOOK_ACTS = {
  pass: '没有问题',
  leave: '没有人看',
  block: '撤下',
  appeal: '申诉',
  settle: '没有申诉',
  uphold: '维持撤下',
  lift: '申诉成立',
} as const;

/** What an appeal is answered with, named like the act that does it. */
export const LOOK_ANSWERS = { uphold: '维持撤下', lift: '申诉成立，可以再上架' } as const;

/** What is said where the first and the second look would be one person's, and where nobody looked. */
export const LOOK_SAME_PERSON = '撤下它的人不能自己复核，请换一个人';
export const LOOK_SILENCE = '到期没有人处理';

/** What is promised to whoever publishes: a person has looked within so many hours. */
export const LOOK_HOURS = 24;
export const LOOK_MS = LOOK_HOURS * 3_600_000;
/** So long after that, what nobody looked at leaves the queue: the word rules alone let it through. */
export const LOOK_AT_LAST_WORKING_DAYS = 5;
/** So long whoever published may appeal against a block. */
export const LOOK_APPEAL_WORKING_DAYS = 10;
export const LOOK_APPEAL_TEXT_MAX = 1000;
/** So long the platform has to answer an appeal; then its silence lifts the block. */
export const LOOK_APPEAL_ANSWER_WORKING_DAYS = 3;

/** The columns by which a look waits. */
export interface LookTimes {
  lookDueAtMs: number;
  appealDueAtMs: number | null;
  answerDueAtMs: number | null;
}

const STATES = {
  waiting: {
    text: LOOK_STATES.waiting,
    desk: 'reviewer',
    until: 'lookDueAtMs',
    then: { desk: 'operator-admin' },
    atLast: {
      until: { since: 'lookDueAtMs', workingDays: LOOK_AT_LAST_WORKING_DAYS },
      action: 'leave',
      job: 'end-silent-looks',
    },
  },
  passed: { text: LOOK_STATES.passed, end: true },
  left: { text: LOOK_STATES.left, end: true },
  blocked: {
    text: LOOK_STATES.blocked,
    own: '等您改或申诉',
    desk: 'seller',
    until: 'appealDueAtMs',
    then: { action: 'settle', job: 'end-silent-looks' },
  },
  settled: { text: LOOK_STATES.settled, end: true },
  appealed: {
    text: LOOK_STATES.appealed,
    desk: 'operator-admin',
    until: 'answerDueAtMs',
    then: { action: 'lift', job: 'end-silent-looks' },
  },
  upheld: { text: LOOK_STATES.upheld, end: true },
  lifted: { text: LOOK_STATES.lifted, end: true },
} as const;

/**
 * States and moves of a look, for the lifecycle of each room. Whoever is silent loses: what nobody looked at stays, a
 * block that nobody contests stands, and one that nobody defends is lifted.
 */
export const lookTable = <Looker extends string, Publisher extends string>({
  lookers,
  publishers,
}: {
  lookers: readonly Looker[];
  publishers: readonly Publisher[];
}) =>
  ({
    initial: 'waiting',
    states: STATES,
    transitions: [
      { action: 'pass', from: ['waiting'], to: 'passed', by: lookers, label: LOOK_ACTS.pass, clause: '6.5.b' },
      { action: 'leave', from: ['waiting'], to: 'left', by: ['system'], label: LOOK_ACTS.leave, clause: '6.5.b' },
      { action: 'block', from: ['waiting'], to: 'blocked', by: lookers, label: LOOK_ACTS.block, clause: '6.5.b' },
      {
        action: 'appeal',
        from: ['blocked'],
        to: 'appealed',
        by: publishers,
        label: LOOK_ACTS.appeal,
        clause: '7.3.8.m',
      },
      { action: 'settle', from: ['blocked'], to: 'settled', by: ['system'], label: LOOK_ACTS.settle },
      {
        action: 'uphold',
        from: ['appealed'],
        to: 'upheld',
        by: lookers,
        label: LOOK_ACTS.uphold,
        clause: '7.3.8.m',
      },
      {
        action: 'lift',
        from: ['appealed'],
        to: 'lifted',
        by: [...lookers, 'system'],
        label: LOOK_ACTS.lift,
        clause: '7.3.8.m',
      },
    ],
  }) as const;
