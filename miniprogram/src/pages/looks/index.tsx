import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { RoleWords, WhoLooked } from '@/api/shop';
import { moment } from '@/lib/format';
import { go } from '@/lib/go';
import { useList } from '@/lib/query';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Cell, Section, Tag } from '@/ui/parts';

export default function LooksPage() {
  const list = useList(WhoLooked, {}, (result) => result.whoLookedAtMyData);
  useReachBottom(() => void list.more());
  return (
    <Page
      query={list}
      isEmpty={(looks) => looks.length === 0}
      empty={{ text: '还没有人看过您的信息', more: '别人每看一次，这里就记一条' }}
    >
      {(looks) => (
        <>
          <Section>
            <Cell label="有不对的，投诉" onTap={() => go('/pages/complain/index')} />
          </Section>
          {looks.map((look) => (
            <Section key={look.id}>
              <View className="between">
                <View className="bold">{look.organisation}</View>
                <View className="small grey">{moment(look.at)}</View>
              </View>
              <View>
                {look.refused ? '想看' : '看了'}
                {look.fields.join('、') || '您的信息'}
                {look.refused && <Tag tone="bad">被拦下</Tag>}
              </View>
              <View className="small grey">
                为了{look.operation}
                {look.reader ? `　${look.roles.map((role) => RoleWords[role]).join('、')} ${look.reader}` : ''}
                {look.onBehalfOf ? `，代${look.onBehalfOf}` : ''}
              </View>
            </Section>
          ))}
          <More list={list} end="只记别人看的；您自己看不记" />
        </>
      )}
    </Page>
  );
}
