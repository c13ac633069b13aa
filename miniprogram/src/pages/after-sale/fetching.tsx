import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { CheckCourierCode, SignCollection, type AfterSaleDetailQuery } from '@/api/shop';
import { act } from '@/lib/client';
import { moment } from '@/lib/format';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { say } from '@/lib/say';
import type { Next } from '@/ui/ActionBar';
import { Field, Notice, Section, Steps } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

type Collection = NonNullable<AfterSaleDetailQuery['collections']>['edges'][number]['node'];

/** What the consumer does when the courier comes for the goods. */
export function useDoorstep(reload: () => Promise<void>) {
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const check = useAction(async (collectionId: string) => {
    if (!/^\d{6}$/.test(code)) throw wrongAt('code', SAID.codeIsSixDigits);
    const who = await act(CheckCourierCode, { collectionId, code });
    setCode('');
    say(`是本人：${who.carrierName}的${who.courierName}`);
    await reload();
  });
  const sign = useAction(async (collectionId: string) => {
    if (!name.trim()) throw wrongAt('signerName', '请填写签字人');
    await act(SignCollection, { collectionId, as: 'CONSUMER', signerName: name.trim() });
    say('已签字');
    await reload();
  });
  return { code, setCode, check, name, setName, sign };
}

/** What can be done at the door now. */
export function doorstepActs({ id, availableActions }: Collection, { check, sign }: Doorstep): Next[] {
  return [
    ...(availableActions.includes('CHECK_IDENTITY')
      ? [{ label: '核对', busy: check.busy, run: () => check.run(id) }]
      : []),
    ...(availableActions.includes('SIGN') ? [{ label: '签字交货', busy: sign.busy, run: () => sign.run(id) }] : []),
  ];
}

type Doorstep = ReturnType<typeof useDoorstep>;
interface Props {
  collection: Collection;
  doorstep: Doorstep;
}
export function Fetching({ collection, doorstep }: Props) {
  const { code, setCode, check, name, setName, sign } = doorstep;
  return (
    <Section title="上门取件">
      {collection.agreedAt ? (
        <View className="green">
          约好{moment(collection.agreedAt)}，在{collection.agreedPlace}
        </View>
      ) : (
        <View className="grey">配送员会先打电话跟您约时间</View>
      )}
      {collection.identityLock && <Notice tone="bad">{collection.identityLock}</Notice>}
      {collection.availableActions.includes('CHECK_IDENTITY') && (
        <>
          <Field
            label={SAID.couriersCode}
            type="number"
            value={code}
            onInput={setCode}
            maxLength={6}
            placeholder="请他出示6位身份码"
            error={check.problem?.at('code')}
          />
          <Refusal problem={check.problem} fields={['code']} />
        </>
      )}
      {collection.availableActions.includes('SIGN') && (
        <>
          <Field
            label="交出商品后签字"
            value={name}
            onInput={setName}
            maxLength={60}
            placeholder="您的姓名"
            error={sign.problem?.at('signerName')}
          />
          <Refusal problem={sign.problem} fields={['signerName']} />
        </>
      )}
      <Steps
        steps={collection.steps.map((step) => ({
          key: step.label,
          title: step.label,
          more: step.doneAt ? moment(step.doneAt) : '还没做',
          state: step.doneAt ? ('done' as const) : undefined,
        }))}
      />
    </Section>
  );
}
