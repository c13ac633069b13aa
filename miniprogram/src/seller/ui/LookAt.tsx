import { View } from '@tarojs/components';
import { useState } from 'react';
import type { MyProductQuery } from '@/api/seller';
import { moment } from '@/lib/format';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { DueBy } from '@/ui/DueBy';
import { Section, Tag } from '@/ui/parts';
import { Said, TextForm } from './TextForm';

type Look = NonNullable<NonNullable<MyProductQuery['product']>['look']>;

interface Props {
  look: Look;
  /** What does not sell until an appeal is answered. */
  what: string;
  appeal: (text: string) => Promise<unknown>;
  reload: () => Promise<void>;
}

/** What the platform found in one's goods or shop: which words, why, and what one can do about it. */
export function LookAt({ look, what, appeal, reload }: Props) {
  const [isAppealing, setAppealing] = useState(false);
  const isDown = ['BLOCKED', 'APPEALED', 'UPHELD', 'SETTLED'].includes(look.state);
  if (!isDown && look.state !== 'WAITING' && look.state !== 'LIFTED') return null;
  if (look.state === 'WAITING')
    return (
      <Section title="平台查看">
        <View className="grey">已经在卖。平台的人会在{moment(look.dueAt)}前看一遍文字和图片</View>
      </Section>
    );
  return (
    <>
      <Section title="平台查看" extra={<Tag tone={isDown ? 'bad' : 'good'}>{look.stateLabel}</Tag>}>
        <Said who="哪里不对" text={look.reason} />
        {look.words.map(({ word, text }) => (
          <View key={word} className="gap-top break">
            “{word}”：{text}
          </View>
        ))}
        {look.appeal && <Said who="您的申诉" text={look.appeal} />}
        {look.answer && <Said who="平台的答复" text={look.answer} />}
        {look.state === 'BLOCKED' && <DueBy at={look.appealDueAt} what="申诉" />}
        {look.state === 'APPEALED' && (
          <View className="small grey">
            换一个人复核。{look.answerDueAt && `${moment(look.answerDueAt)}前没有答复，就算您对`}
          </View>
        )}
        {look.availableActions.includes('APPEAL') && !isAppealing && (
          <Acts>
            <Button onTap={() => setAppealing(true)}>不服，要申诉</Button>
          </Acts>
        )}
      </Section>
      {isAppealing && (
        <TextForm
          draft={`look ${look.id}`}
          title="申诉"
          hint={`只能申诉一次。答复以前，${what}`}
          label="为什么不服"
          placeholder="哪里弄错了，有什么凭据"
          maxLength={1000}
          send={appeal}
          done="申诉已提交，换一个人复核"
          close={() => setAppealing(false)}
          reload={reload}
        />
      )}
    </>
  );
}
