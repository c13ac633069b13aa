import { Button as Native } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { addressOf } from '@/lib/go';
import { useAction } from '@/lib/once';
import { isWechat, linkTo } from '@/lib/platform';
import { say } from '@/lib/say';
import { Button } from './Button';

/** To a friend: WeChat's card (the page's useShareAppMessage); in a browser a sentence with the address, copied. */
export function ShareButton({ text, page, id }: { text: string; page: string; id: string }) {
  const copy = useAction(async () => {
    await Taro.setClipboardData({ data: `${text} ${linkTo(addressOf(page, { id }))}` });
    say('复制好了，贴给朋友就行');
  });
  return isWechat ? (
    <Native className="press button" openType="share">
      发给朋友
    </Native>
  ) : (
    <Button busy={copy.busy} onTap={copy.run}>
      发给朋友
    </Button>
  );
}
