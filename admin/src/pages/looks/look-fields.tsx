import { LookCauseWords, type LookAnswerWords, type PublicLooksQuery, type ShopLooksQuery } from '../../api/admin.ts';
import { dateTime, orNone } from '../../lib/format.ts';
import { options } from '../../lib/words.ts';
import type { Field } from '../../ui/fields.tsx';
import type { Column } from '../../ui/columns.tsx';
import { Due, Mark } from '../../ui/marks.tsx';
import { dueOfLook } from './due-of-look.ts';
import { stateColumn } from '../../ui/state-column.tsx';

/** What a person writes down who looked and found nothing; of goods and shops alike. */
export const SEEN: Field[] = [
  { name: 'reason', label: '看了什么', kind: 'text', required: true, max: 500, initial: '文字和图片都看过' },
];

/** Why something is withdrawn, for whoever is to mend it. */
export const whyBlocked = (
  rules: Readonly<Record<string, string>>,
  rule: string | undefined,
  owner: string,
): Field[] => [
  {
    name: 'rule',
    label: '违反哪一条规则',
    kind: 'choice',
    required: true,
    options: options(rules),
    initial: rule,
  },
  {
    name: 'reason',
    label: '哪里不对',
    kind: 'paragraph',
    required: true,
    max: 400,
    help: `写明是哪个词、哪张图片，${owner}照着改`,
  },
];

/** How an appeal is answered. */
export const appealAnswer = (answers: typeof LookAnswerWords, owner: string): Field[] => [
  { name: 'decision', label: '结果', kind: 'choice', required: true, options: options(answers) },
  { name: 'answer', label: '为什么', kind: 'paragraph', required: true, max: 500, help: `${owner}会看到` },
];

interface Word<Rule extends string> {
  word: string;
  rule: Rule;
  text: string;
  law: string;
  refuses: boolean;
}
/** A word that somebody is to weigh, with its rule and its law. */
export const wordFact =
  <Rule extends string>(rules: Readonly<Record<Rule, string>>) =>
  ({ word, rule, text, law, refuses }: Word<Rule>) =>
    [
      `“${word}”`,
      <>
        <Mark tone={refuses ? 'bad' : 'quiet'}>{rules[rule]}</Mark> {text}（{law}）
      </>,
    ] as const;

interface Decided<Rule extends string> {
  lookedAt: string | null;
  rule: Rule | null;
  law: string | null;
  reason: string | null;
  appeal: string | null;
  answer: string | null;
}
/** What was decided, and what its owner said of it; nothing before. */
export const decisionFacts = <Rule extends string>(
  { lookedAt, rule, law, reason, appeal, answer }: Decided<Rule>,
  rules: Readonly<Record<Rule, string>>,
  owner: string,
) =>
  lookedAt
    ? ([
        ['看过', dateTime(lookedAt)],
        ['规则', rule ? rules[rule] : null],
        ['法律依据', law],
        ['理由', reason],
        [`${owner}的申诉`, appeal],
        ['答复', answer],
      ] as const)
    : [];

type Look =
  | PublicLooksQuery['publicLooks']['edges'][number]['node']
  | ShopLooksQuery['shopLooks']['edges'][number]['node'];
/** What is told of a look alike, of goods and shops: why, which words, how it stands, since when, until when. */
export const lookColumns = <One extends Look>(since: string): Column<One, 'STATE' | 'OPENED_AT' | 'DUE_AT'>[] => [
  { title: '为什么看', text: ({ cause }) => LookCauseWords[cause] },
  { title: '要掂量的词', text: ({ words }) => orNone(words.map(({ word }) => word).join('、')), width: 180 },
  stateColumn('STATE'),
  { title: since, roomy: true, sort: 'OPENED_AT', text: ({ openedAt }) => dateTime(openedAt) },
  {
    title: '期限',
    sort: 'DUE_AT',
    text: (look) => dateTime(dueOfLook(look)),
    render: (look) => (dueOfLook(look) ? <Due at={dueOfLook(look)} /> : '—'),
  },
];
