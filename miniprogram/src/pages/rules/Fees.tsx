import { View } from '@tarojs/components';
import { TariffServiceWords, type RulesQuery } from '@/api/shop';
import { fullDay } from '@/lib/format';
import { Section } from '@/ui/parts';

/** What the platform takes of what is sold, since when, and what is to come. */
export function Fees({ of }: { of: RulesQuery['platformFees'] }) {
  const now = of?.find(({ heldFromAt, heldUntilAt }) => heldFromAt && !heldUntilAt);
  const coming = (of ?? []).filter(({ heldFromAt }) => !heldFromAt);
  return (
    <Section title={TariffServiceWords.PLATFORM}>
      <View className="cell">
        <View className="grow">
          {of ? `${now?.text ?? '平台不收服务费'}。` : '费率暂时查不到，请过一会儿再看。'}
          {now && <View className="small gap-top">{fullDay(now.heldFromAt ?? '')}起付款的订单按这个收</View>}
          {coming.map(({ id, text, bindsAt }) => (
            <View key={id} className="gap-top">
              {fullDay(bindsAt ?? '')}起付款的订单改为：{text}。
            </View>
          ))}
        </View>
      </View>
    </Section>
  );
}
