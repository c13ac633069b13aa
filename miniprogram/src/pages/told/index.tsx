import { View } from '@tarojs/components';
import {
  ChooseMessageWay,
  MessageKindWords,
  MessageWayWords,
  SetConsent,
  Told,
  type MessageWay,
  type ToldQuery,
} from '@/api/shop';
import { act } from '@/lib/client';
import { useFresh } from '@/lib/fresh';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Check, Choice, optionsOf } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Cell, Notice, Section } from '@/ui/parts';

const BY_WECHAT = 'service-messages';
const usesWechat = (way: MessageWay): boolean => way === 'BOTH' || way === 'WECHAT';
const usesSms = (way: MessageWay): boolean => way === 'BOTH' || way === 'SMS';

/** One choice for all that is told outside the app; what is chosen counts at once. */
export default function ToldPage() {
  const query = useQuery(Told, {});
  useFresh(query.reload);
  return <Page query={query}>{(data) => <Wishes data={data} reload={query.reload} />}</Page>;
}

function Wishes({ data, reload }: { data: ToldQuery; reload: () => Promise<void> }) {
  const { way, isQuietAtNight, urgentKinds, quietHours } = data.messageWish;
  const consent = data.myConsents?.purposes.find(({ purpose }) => purpose === BY_WECHAT);
  const choose = useAction(async (wish: { way: MessageWay; isQuietAtNight: boolean }) => {
    await act(ChooseMessageWay, wish);
    await reload();
    say('记住了，马上生效');
  });
  const agree = useAction(async () => {
    await act(SetConsent, { purpose: BY_WECHAT, granted: true, noticeVersion: data.currentNotice?.version ?? 0 });
    await reload();
  });
  return (
    <>
      <Section title="有事怎么告诉您">
        <Choice
          label="什么都能在“消息”里看"
          value={way}
          options={optionsOf(MessageWayWords)}
          onChange={(chosen) => void choose.run({ way: chosen, isQuietAtNight })}
        />
        <Check on={isQuietAtNight} onChange={(on) => void choose.run({ way, isQuietAtNight: on })}>
          {quietHours}不打扰，天亮再说
        </Check>
      </Section>
      {usesWechat(way) && consent?.granted === false && (
        <Section title="还不能用微信告诉您">
          <View className="grey">要您点一下同意“{consent.title}”。随时可以在隐私中心关掉。</View>
          <View className="gap-top">
            <Button wide busy={agree.busy} onTap={agree.run}>
              同意用微信告诉我
            </Button>
          </View>
        </Section>
      )}
      {usesSms(way) && !data.me?.phone && (
        <Section>
          <Notice>没有手机号，短信发不到您。</Notice>
          <Cell icon="phone" label="去绑手机号" onTap={() => go('/pages/phone/index')} />
        </Section>
      )}
      <Section title="这些事等不得">
        <View className="grey">
          卖货、送货的人，微信没送到就发短信，不收您的钱：
          {urgentKinds.map((kind) => MessageKindWords[kind]).join('、')}。
        </View>
        <View className="grey">您买的货被召回，不管选哪种都会告诉您。</View>
      </Section>
    </>
  );
}
