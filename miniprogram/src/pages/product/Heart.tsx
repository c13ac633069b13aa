import { View } from '@tarojs/components';
import { IsFavourite, SetFavourite } from '@/api/shop';
import { act } from '@/lib/client';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { useSignedIn } from '@/lib/session';
import { Icon } from '@/ui/Icon';

/** To find it again; a second tap gives it up. */
export function Heart({ productId, skuId }: { productId: string; skuId: string }) {
  const signedIn = useSignedIn();
  const query = useQuery(IsFavourite, { productId }, { skip: !signedIn });
  const isKept = query.data?.isFavourite ?? false;
  const set = useAction(async () => {
    const { isFavourite } = await act(SetFavourite, { skuId, isFavourite: !isKept });
    query.change({ isFavourite });
    say(isFavourite ? '收藏了，在“我的”里找' : '不收藏了');
  });
  return (
    <View
      className={isKept ? 'column touch note amber' : 'column touch note'}
      aria-role="button"
      onClick={() => void set.run()}
    >
      <Icon name="heart" size={20} />
      {isKept ? '收藏了' : '收藏'}
    </View>
  );
}
