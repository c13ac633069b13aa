import { SAID } from '@/lib/said';
import Taro from '@tarojs/taro';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { CheckCourierCode } from '@/api/shop';
import { act } from '@/lib/client';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { say } from '@/lib/say';
import { Cell, Field, Notice, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import type { Whole } from './journey';

/** Who stands at the door is looked at before anything is taken: six digits that only the right one has. */
export function useIdentity(shipmentId: string, reload: () => Promise<void>) {
  const [code, setCode] = useState('');
  const check = useAction(
    async () => {
      if (!/^\d{6}$/.test(code)) throw wrongAt('code', SAID.codeIsSixDigits);
      const who = await act(CheckCourierCode, { shipmentId, code });
      setCode('');
      say(`是本人：${who.carrierName}的${who.courierName}`);
      await reload();
    },
    // Without a network nobody can say who it is: it is proven later, and the badge is looked at now.
    {
      onKept: () => {
        setCode('');
        say('没有网，现在对不出真假，先看他的工牌');
      },
    },
  );
  return { code, setCode, check };
}

interface Props {
  parcel: Whole;
  identity: ReturnType<typeof useIdentity>;
}
export function Identity({ parcel, identity: { code, setCode, check } }: Props) {
  return (
    <Section title={parcel.identityCheckedAt ? '配送员已核对，是本人' : '先核对配送员'}>
      {parcel.identityLock && <Notice tone="bad">{parcel.identityLock}</Notice>}
      {parcel.availableActions.includes('CHECK_IDENTITY') && (
        <>
          <View className="grey">人到门口，请他出示6位身份码，对上了再开门收货。</View>
          <Field
            label={SAID.couriersCode}
            type="number"
            value={code}
            onInput={setCode}
            maxLength={6}
            placeholder="6位数字"
            error={check.problem?.at('code')}
          />
          <Refusal problem={check.problem} fields={['code']} />
        </>
      )}
      {parcel.courier && (
        <Cell
          label="配送员"
          onTap={parcel.courier.phone ? () => Taro.makePhoneCall({ phoneNumber: parcel.courier!.phone! }) : undefined}
        >
          {parcel.courier.name}
          {parcel.courier.phone ? '　打电话' : ''}
        </Cell>
      )}
      {parcel.vehicle && (
        <Cell label="车牌" plain>
          {parcel.vehicle.plate}
        </Cell>
      )}
    </Section>
  );
}
