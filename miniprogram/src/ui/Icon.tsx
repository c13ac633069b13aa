import { View } from '@tarojs/components';
import type { IconName } from '@/theme/icons';
import { Drawing } from '@/theme/drawing';

export type { IconName };

/** That a line leads on, or opens. */
export const Arrow = ({ to }: { to?: 'down' | 'up' }) => (
  <View className={to === 'up' ? 'still grey turned' : 'still grey'}>
    <Icon name={to ? 'down' : 'chev'} size={20} />
  </View>
);

/** Always beside a word, which says what it means: nobody is read an icon aloud. */
export const Icon = ({ name, size = 24 }: { name: IconName; size?: 16 | 20 | 24 | 28 | 32 | 64 }) => (
  <View className="over still" style={{ width: `${size}px`, height: `${size}px` }} aria-hidden>
    <Drawing name={name} />
  </View>
);
