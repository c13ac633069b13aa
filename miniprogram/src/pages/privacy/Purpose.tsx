import { View } from '@tarojs/components';
import { LegalBasisWords, type PrivacyQuery } from '@/api/shop';
import { day } from '@/lib/format';
import { Toggle } from '@/ui/Fold';
import { Tag } from '@/ui/parts';

interface Props {
  purpose: PrivacyQuery['myConsents']['purposes'][number];
  busy: boolean;
  choose: (purpose: string, granted: boolean) => void;
}
/** One use of what is known: what for, shared with whom, and the switch where one may choose. */
export function Purpose({ purpose, busy, choose }: Props) {
  const isChoice = purpose.legalBasis === 'CONSENT';
  return (
    <View className="entry">
      <View className="between">
        <View className="grow bold">{purpose.title}</View>
        {isChoice ? (
          <Toggle
            on={purpose.granted}
            label={purpose.title}
            busy={busy}
            onTap={() => choose(purpose.purpose, !purpose.granted)}
          />
        ) : (
          <Tag tone="soil">{LegalBasisWords[purpose.legalBasis]}</Tag>
        )}
      </View>
      <View className="small grey">用到：{purpose.fields}</View>
      <View className="small grey">给谁：{purpose.sharedWith || '不给别人'}</View>
      <View className="small grey">
        {isChoice ? '不打开' : '没有它'}：{purpose.without}
      </View>
      {purpose.isSensitive && <View className="small red">敏感信息，打开前请想好</View>}
      {purpose.isChosen && purpose.chosenAt && (
        <View className="small grey">
          {day(purpose.chosenAt)}您选了{purpose.granted ? '打开' : '关掉'}
        </View>
      )}
    </View>
  );
}
