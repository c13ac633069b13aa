import { View } from '@tarojs/components';
import Taro, { useRouter } from '@tarojs/taro';
import { back } from '@/lib/go';
import { titleOf } from '@/lib/platform';
import { Icon } from './Icon';

/** What the page is, and the way back: WeChat draws its own above the page. */
export function TitleBar() {
  const title = titleOf(useRouter().path);
  if (!title) return null;
  return (
    <View className="title-bar row foremost on-paper pad-x-4">
      {Taro.getCurrentPages().length > 1 && (
        <View className="column touch" aria-role="button" aria-label="返回" onClick={back}>
          <Icon name="back" />
        </View>
      )}
      <View className="lead bold one-line">{title}</View>
    </View>
  );
}
