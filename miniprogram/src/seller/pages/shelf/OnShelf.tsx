import { View } from '@tarojs/components';
import { useState } from 'react';
import { GiveParcelBack, HandOutParcel, StorageWords } from '@/api/seller';
import { act } from '@/lib/client';
import { moment } from '@/lib/format';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Cell, Field, Notice } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import type { Parcel } from './index';

/** One parcel: who may fetch it, until when, and what is done with it. */
export function OnShelf({ parcel, done }: { parcel: Parcel; done: () => Promise<void> }) {
  const [code, setCode] = useState('');
  const out = useAction(async () => {
    if (!/^\d{6}$/.test(code)) throw wrongAt('code', '取货码是6位数字');
    await act(HandOutParcel, { shipmentId: parcel.id, code });
    say('交给他了');
    await done();
  });
  const back = useAction(async () => {
    await act(GiveParcelBack, { shipmentId: parcel.id, units: parcel.units });
    say('您签好了，等配送员签字');
    await done();
  });
  const can = (action: Parcel['availableActions'][number]): boolean => parcel.availableActions.includes(action);
  return (
    <View className="pad-y-3">
      <Cell label="谁的">
        {parcel.recipientName}，尾号{parcel.phoneTail}
      </Cell>
      <Cell label="几件">
        {parcel.units} 件，{StorageWords[parcel.storage]}
      </Cell>
      {parcel.arrivedAt && <Cell label="到站">{moment(parcel.arrivedAt)}</Cell>}
      {parcel.state === 'AT_STATION' && parcel.fetchDueAt && (
        <Cell label="放到">{moment(parcel.fetchDueAt)}，没人取就退回</Cell>
      )}
      {parcel.isLocked && <Notice tone="bad">取货码输错太多次，锁住了。请买家在他的订单里换一个码。</Notice>}
      {can('HAND_OUT') && (
        <Field
          label="买家给的六位取货码"
          type="number"
          large
          value={code}
          onInput={(text) => {
            out.clear();
            setCode(text);
          }}
          error={out.problem?.at('code')}
          maxLength={6}
        />
      )}
      <Refusal problem={out.problem ?? back.problem} fields={['code']} />
      {can('HAND_OUT') && (
        <Button kind="main" wide busy={out.busy} onTap={out.run}>
          码对，交给他
        </Button>
      )}
      {can('GIVE_BACK') && (
        <Button kind="main" wide busy={back.busy} onTap={back.run}>
          交还配送员，我签字
        </Button>
      )}
    </View>
  );
}
