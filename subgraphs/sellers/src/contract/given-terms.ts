import { contractTerms, type AnyContractTerms } from '@heitu/events/sellers.contract-signed.v1';
import { isKeyOf, keysOf, must } from '@heitu/kit/rules/checked';
import { oneOf } from '@heitu/kit/rules/enums';
import { yuan } from '@heitu/kit/rules/money';
import { atField, type RefusalDetail } from '@heitu/kit/rules/outcome';
import { line, named, z } from '@heitu/kit/rules/validate';
import { ContractOptions, ContractTerms } from '../enums.ts';
import {
  CONTRACT_OPTIONS,
  CONTRACT_TERM_TITLES,
  rulesOf,
  TERM_PAIRS,
  type ContractKind,
  type ContractTerm,
  type TermRule,
} from './contract.policy.ts';

const TERMS_MAX = 40;
const TEXT_MAX = 200;

/** One term as it is typed: a number (money in fen), one of a few, or a text. */
const termInput = named(
  'ContractTermInput',
  z.object({
    term: oneOf(ContractTerms).describe('Which one, of those that this kind of contract has; each once.'),
    number: z.int('必须是整数').nullish().describe('Where the term is a number; of money: in fen.'),
    choice: oneOf(ContractOptions).nullish().describe('Where the term is one of a few.'),
    text: line(TEXT_MAX).nullish().describe('Where the term is a text.'),
  }),
);
export const termsInput = () =>
  z
    .array(termInput)
    .max(TERMS_MAX)
    .default([])
    .describe("What was agreed; what is left out is left to the platform's own numbers.");
type Given = z.output<typeof termInput>;

/** What is typed for one term, or what is wrong with it. */
function valueOf(
  rule: TermRule | undefined,
  { number, choice, text }: Given,
): number | string | RefusalDetail['text'][] {
  if (!rule) return ['这类合同没有这一条'];
  if (rule.form === 'text') return text ?? ['请填写文字'];
  if (rule.form === 'choice') return choice && rule.options?.includes(choice) ? choice : ['请从列出的选项里选'];
  const [min, max] = [must(rule.min, 'the lowest'), must(rule.max, 'the highest')];
  if (number === undefined || number === null) return ['请填写数字'];
  if (number >= min && number <= max) return number;
  const said = rule.form === 'money' ? [yuan(min), yuan(max)] : [min, max];
  return [`应在${said[0]}到${said[1]}${rule.unit ?? ''}之间`];
}

/** The terms of this kind, or what is wrong, each at its field. */
export function termsOf(kind: ContractKind, given: readonly Given[]): AnyContractTerms | RefusalDetail[] {
  const rules = rulesOf(kind);
  const wrong: RefusalDetail[] = [];
  const terms: Partial<Record<ContractTerm, number | string>> = {};
  for (const [i, one] of given.entries()) {
    const value = valueOf(rules[one.term], one);
    if (Array.isArray(value)) wrong.push(atField(`terms.${i}.term`, `${CONTRACT_TERM_TITLES[one.term]}：${value[0]}`));
    else if (terms[one.term] === undefined) terms[one.term] = value;
    else wrong.push(atField(`terms.${i}.term`, `${CONTRACT_TERM_TITLES[one.term]}：写了两次`));
  }
  for (const [low, high] of TERM_PAIRS) {
    const ends = [terms[low], terms[high]];
    if (ends.some((end) => end !== undefined) && !(Number(ends[0]) < Number(ends[1])))
      wrong.push(
        atField('terms', `${CONTRACT_TERM_TITLES[low]}和${CONTRACT_TERM_TITLES[high]}要一起写，前一个小于后一个`),
      );
  }
  return wrong.length > 0 ? wrong : contractTerms.parse({ kind, ...terms });
}

/** A term as people read it: `10‰`, `500.00元`, `只按货款`. */
export function shownTerm(rule: TermRule, value: number | string): string {
  if (typeof value === 'string') return isKeyOf(CONTRACT_OPTIONS, value) ? CONTRACT_OPTIONS[value] : value;
  return `${rule.form === 'money' ? yuan(value) : value}${rule.unit ?? ''}`;
}

/** What a contract says, in the order of its kind's table. */
export function saidTerms(kind: ContractKind, terms: AnyContractTerms) {
  const values = new Map<string, unknown>(Object.entries(terms));
  const rules = rulesOf(kind);
  return keysOf(rules).flatMap((term) => {
    const [rule, value] = [rules[term], values.get(term)];
    if (!rule || !(typeof value === 'number' || typeof value === 'string')) return [];
    const isChoice = typeof value === 'string' && isKeyOf(CONTRACT_OPTIONS, value);
    return [
      {
        term,
        clause: rule.clause,
        shown: shownTerm(rule, value),
        number: typeof value === 'number' ? value : null,
        choice: isChoice ? value : null,
        text: typeof value === 'string' && !isChoice ? value : null,
      },
    ];
  });
}
