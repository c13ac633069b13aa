import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Arrow, Icon, type IconName } from './Icon';
import { Picture } from './parts';

interface Props {
  /** What is to be done. */
  what: string;
  /** Of the goods; where it is about none, an icon stands there. */
  picture?: string | null;
  icon?: IconName;
  /** The word of its one act; the first thing's stands in the bar at the foot instead. */
  act: string;
  first?: boolean;
  onTap: () => unknown;
  /** Until when, and who waits. */
  children?: ReactNode;
}
/** One thing to do: a whole card that is pressed. */
export const Thing = ({ what, picture, icon, act, first, onTap, children }: Props) => (
  <View
    className={first ? 'thing row wrap gap-3 chosen' : 'thing row wrap gap-3'}
    aria-role="button"
    onClick={() => void onTap()}
  >
    {picture ? <Picture id={picture} size={64} /> : icon && <Icon name={icon} size={32} />}
    <View className="grow-wide">
      <View className="lead bold">{what}</View>
      <View className="small grey">{children}</View>
    </View>
    {first ? <Arrow /> : <View className="press button still small">{act}</View>}
  </View>
);

/** What the cards below are, and how many. */
export const Heading = ({ children, more }: { children: ReactNode; more?: ReactNode }) => (
  <View className="heading between wrap">
    <View className="head voice">{children}</View>
    <View className="small grey">{more}</View>
  </View>
);
