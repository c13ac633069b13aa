import { View } from '@tarojs/components';
import type { List } from '@/lib/query';
import { Button } from './Button';

/**
 * The end of a long list: more comes by itself (onReachBottom), and by a tap where that failed. Nothing to tap stands
 * below.
 */
export function More({
  list,
  end = '没有更多了',
}: {
  list: Pick<List<unknown>, 'hasMore' | 'loadingMore' | 'more' | 'data'>;
  end?: string;
}) {
  if (!list.data?.length) return null;
  if (!list.hasMore) return <View className="small grey middle pad-4">{end}</View>;
  return (
    <View className="small grey middle pad-4">
      {list.loadingMore ? (
        '正在加载…'
      ) : (
        <Button kind="plain" onTap={list.more}>
          加载更多
        </Button>
      )}
    </View>
  );
}
