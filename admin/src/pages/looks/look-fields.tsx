import type { LookAnswerWords } from '../../api/admin.ts';
import { dateTime } from '../../lib/format.ts';
import { options } from '../../lib/words.ts';
import type { Field } from '../../ui/fields.tsx';
import { Mark } from '../../ui/marks.tsx';

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
