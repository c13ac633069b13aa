import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon } from './Icon';

/** Comes up from the bottom over the page, which does not move meanwhile; a tap beside it closes it. */
export const Sheet = ({
  open,
  title,
  onClose,
  children,
}: {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
}) =>
  open && (
    <View className="sheet-layer">
      <View className="veil on-veil" catchMove aria-role="button" aria-label="关闭" onClick={onClose} />
      <View className="sheet on-card text" aria-role="dialog" aria-label={title}>
        <View className="between pad-x-4 top-2" catchMove>
          <View className="lead bold">{title}</View>
          <View className="round" aria-role="button" aria-label="关闭" onClick={onClose}>
            <Icon name="x" />
          </View>
        </View>
        <View className="scrolls pad-x-4">{children}</View>
      </View>
    </View>
  );
