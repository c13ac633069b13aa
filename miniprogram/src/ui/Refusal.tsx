import { View } from '@tarojs/components';
import type { Problem } from '@/lib/problem';
import { Clause, Notice } from './parts';

/** Why it was not done, with the clause that asks for it. */
export const Refusal = ({ problem }: { problem: Problem | null }) => (problem ? (
  <Notice tone="bad">
    {problem.message}<Clause of={problem.refusal?.clause} />
    {problem.refusal?.details?.map((detail) => <View key={detail.at + detail.text}>{detail.text}</View>)}
  </Notice>
) : null);
