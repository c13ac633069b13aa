import { View } from '@tarojs/components';
import { placeOf, type Problem } from '@/lib/problem';
import { Clause, Notice } from './parts';

interface Props {
  problem: Problem | null;
  /**
   * Those of the form that tell their own (`problem.at`): it is not said here again, and nothing at all where that is
   * the whole matter.
   */
  fields?: readonly string[];
}

/**
 * Why it was not done: the platform's sentence, the clause that asks for it, and whatever else is wrong; the only way
 * this is told. A consumer sees no clause, for the questions of consumers (the set `shop`) do not ask for one.
 */
export function Refusal({ problem, fields = [] }: Props) {
  const told = fields.map((field) => problem?.at(field));
  const clause = problem?.refusal?.clause;
  if (!problem || (told.includes(problem.message) && !clause)) return null;
  problem.isTold = true;
  const rest = (problem.refusal?.details ?? []).filter(({ text }) => text !== problem.message && !told.includes(text));
  return (
    <Notice tone="bad" told>
      {problem.message}
      <Clause of={clause} />
      {rest.map((detail) => (
        <View key={placeOf(detail) + detail.text}>{detail.text}</View>
      ))}
    </Notice>
  );
}
