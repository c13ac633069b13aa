import { View } from '@tarojs/components';
import { Popup } from '@nutui/nutui-react-taro';
import type { ReactNode } from 'react';

/** Comes up from the bottom over the page; a tap beside it closes it. */
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
}) => (
  <Popup
    visible={open}
    position="bottom"
    round
    closeable
    title={title}
    onClose={onClose}
    onOverlayClick={() => (onClose(), true)}
    lockScroll
  >
    <View className="sheet">{open && children}</View>
  </Popup>
);
