import { View } from '@tarojs/components';
import {
  ContractOptionWords,
  ContractTermWords,
  type ContractsQuery,
  type ContractTerm,
  type ContractTermInput,
} from '@/api/seller';
import { isIn } from '@/lib/known';
import { Select } from '@/ui/forms';
import { Field } from '@/ui/parts';

export type TermRule = ContractsQuery['contractForms'][number]['terms'][number];
/** What was typed, by the term. */
export type TypedTerms = Readonly<Partial<Record<ContractTerm, string>>>;

const NUMBER = /^-?\d{1,9}$/;
const MONEY = /^\d{1,7}(\.\d{1,2})?$/;

/** What is wrong with what was typed of a term; a term that is left empty is not agreed. */
export function whyNotTerm({ form }: TermRule, typed: string): string | false {
  if (typed === '') return false;
  if (form === 'NUMBER') return !NUMBER.test(typed) && '请填写一个整数，或者空着';
  return form === 'MONEY' && !MONEY.test(typed) && '请填写金额，或者空着';
}

/** The terms that were typed, as the platform takes them. */
export const termsOf = (rules: readonly TermRule[], typed: TypedTerms): ContractTermInput[] =>
  rules.flatMap(({ term, form }): ContractTermInput[] => {
    const text = (typed[term] ?? '').trim();
    if (text === '') return [];
    if (form === 'NUMBER') return [{ term, number: Number(text) }];
    if (form === 'MONEY') return [{ term, number: Math.round(Number(text) * 100) }];
    if (form === 'CHOICE') return isIn(ContractOptionWords, text) ? [{ term, choice: text }] : [];
    return [{ term, text }];
  });

const NOT_AGREED = '不约定';
const unitOf = ({ unit, min, max, form }: TermRule): string =>
  form === 'NUMBER' ? `（${min}到${max}${unit ?? ''}）` : form === 'MONEY' ? '（元）' : '';

/** What this kind of contract can say; whatever is left empty goes by the platform's own rules. */
export function TermFields({
  rules,
  typed,
  onChange,
  at,
}: {
  rules: readonly TermRule[];
  typed: TypedTerms;
  onChange: (typed: TypedTerms) => void;
  at: (term: ContractTerm) => string | null;
}) {
  if (rules.length === 0) return null;
  return (
    <>
      <View className="small grey">合同里怎么约定的？没约定的就空着，按平台公布的规则办。</View>
      {rules.map((rule) => {
        const { term, form, options } = rule;
        const set = (text: string) => onChange({ ...typed, [term]: text });
        return form === 'CHOICE' ? (
          <Select
            key={term}
            label={ContractTermWords[term]}
            value={typed[term] ?? ''}
            options={[
              { value: '', label: NOT_AGREED },
              ...options.map((value) => ({ value, label: ContractOptionWords[value] })),
            ]}
            onChange={set}
            error={at(term)}
            placeholder={NOT_AGREED}
          />
        ) : (
          <Field
            key={term}
            label={`${ContractTermWords[term]}${unitOf(rule)}`}
            value={typed[term] ?? ''}
            onInput={set}
            error={at(term)}
            maxLength={form === 'TEXT' ? 200 : 10}
          />
        );
      })}
    </>
  );
}
