import { View } from '@tarojs/components';
import { useState } from 'react';
import { ShowIdentityCode, type ShowIdentityCodeMutation } from '@/api/shop';
import { act } from '@/lib/client';
import { moment } from '@/lib/format';
import { useAction } from '@/lib/once';
import { useScan } from '@/lib/scan';
import { wrongAt } from '@/lib/problem';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Bar, Field, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

type Shown = Extract<ShowIdentityCodeMutation['showIdentityCode'], { __typename: 'IdentityCodeShown' }>;
/** What a partner's counter shows, or its number alone. */
const COUNTER = /^(?:heitu:client:)?([\w-]{10,64})$/;
const inFives = (code: string): string => code.replace(/(.{5})(?=.)/g, '$1 ');

/** At a partner's counter: ten digits by which it learns that a member stands there, and nothing else. */
export default function IdentityCodePage() {
  const [counter, setCounter] = useState('');
  const [shown, setShown] = useState<Shown | null>(null);
  const show = useAction(async (clientId: string) => {
    const id = COUNTER.exec(clientId.trim())?.[1];
    if (!id) throw wrongAt('clientId', '这不是店里的会员码，请店员给您看');
    setShown(await act(ShowIdentityCode, { clientId: id }));
    setCounter(id);
  });
  const read = useScan({ name: '店里的会员码', otherwise: '填码下面的号' }, (text) => void show.run(text));
  const again = (
    <Button kind="main" wide busy={show.busy} onTap={() => show.run(counter)}>
      {shown ? '换一个新的码' : '出示确认码'}
    </Button>
  );
  return (
    <Page bar={<Bar>{again}</Bar>}>
      <Refusal problem={show.problem} />
      {shown ? (
        <Section title={`给${shown.partnerName}看`}>
          <View
            className="identity-code big-code display middle"
            aria-label={`确认码 ${shown.code.split('').join(' ')}`}
          >
            {inFives(shown.code)}
          </View>
          <View className="grey">{moment(shown.expiresAt)}前有效，只能用一次。</View>
        </Section>
      ) : (
        <Section title="在别的店里，确认您是会员">
          <View className="grey">
            扫店里的会员码，把出来的十个数给店员看。他只知道您是这里的会员，看不到您的名字、电话和地址。
          </View>
          <View className="gap-top">
            <Button wide busy={read.busy} onTap={read.run}>
              扫店里的会员码
            </Button>
          </View>
          <Field label="扫不了，就填码下面的号" value={counter} onInput={setCounter} maxLength={80} />
        </Section>
      )}
    </Page>
  );
}
