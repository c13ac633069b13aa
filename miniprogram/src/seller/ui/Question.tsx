import { View } from '@tarojs/components';
import type { ReactNode } from 'react';

interface Props {
  text: string;
  /** The one that is to be answered now; those before it stand small. */
  isNow: boolean;
  children: ReactNode;
}
/** One question of a form that asks one after another. */
export const Question = ({ text, isNow, children }: Props) => (
  <View className={isNow ? 'section chosen' : 'section'}>
    <View className={isNow ? 'head voice' : 'grey'}>{text}</View>
    {children}
  </View>
);

/** How far somebody is: a grain for each question, full where it is answered. */
export const Grains = ({ answered, all }: { answered: number; all: number }) => (
  <View className="row grow">
    {Array.from({ length: all }, (_, i) => (
      <View key={i} className={i < answered ? 'dot on-rice' : 'dot'} aria-hidden />
    ))}
    <View className="grey">{answered < all ? `还剩 ${all - answered} 步` : '都填好了'}</View>
  </View>
);
