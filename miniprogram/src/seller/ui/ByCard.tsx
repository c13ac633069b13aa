import { View } from '@tarojs/components';
import { useState } from 'react';
import { ObjectToHandover, type SellerOrderQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { moment } from '@/lib/format';
import { useSave } from '@/lib/save';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Check } from '@/ui/forms';
import { Field, Notice, Opened } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { SignedByCard } from '@/ui/SignedByCard';

type Shipment = NonNullable<NonNullable<SellerOrderQuery['order']>['shipments']>[number];
interface Props {
  handoverId: string;
  signed: NonNullable<Shipment['handovers'][number]['byCard']>;
  reload: () => Promise<void>;
}

/** It was signed for the seller on the courier's screen: the seller reads it, and says in time where it was not so. */
export function ByCard({ handoverId, signed, reload }: Props) {
  const [open, setOpen] = useState(false);
  const { at, objectDueAt, objection, canObject } = signed;
  return (
    <>
      <Notice tone={objection && !objection.resolution ? 'bad' : 'amber'}>
        {moment(at)}用您的交货卡交的货，在配送员手机上签的字。
        {canObject && <View>不对，就在{moment(objectDueAt)}前说。不说，就算对。</View>}
        {objection && <View className="break">您说过不对，配送公司在查：{objection.text}</View>}
        {objection?.resolution && <View className="break">处理：{objection.resolution}</View>}
        {canObject && !open && (
          <View className="buttons">
            <Button small onTap={() => setOpen(true)}>
              不对
            </Button>
          </View>
        )}
      </Notice>
      <SignedByCard handoverId={handoverId} />
      {open && canObject && <Objecting handoverId={handoverId} reload={reload} close={() => setOpen(false)} />}
    </>
  );
}

function Objecting({ handoverId, reload, close }: Omit<Props, 'signed'> & { close: () => void }) {
  const draft = useDraft(`object ${handoverId}`, { text: '', nobodyOfOurs: false });
  const { text, nobodyOfOurs } = draft.value;
  const object = useSave({ text: !text.trim() && '写一句哪里不对' }, async () => {
    await act(ObjectToHandover, { handoverId, text: text.trim(), nobodyOfOurs });
    draft.clear();
    close();
    say('记下了，配送公司要来核实');
    await reload();
  });
  return (
    <Opened title="哪里不对">
      <Check on={nobodyOfOurs} onChange={(on) => draft.set({ nobodyOfOurs: on })}>
        不是我们的人交的，卡马上作废
      </Check>
      <Field
        label="怎么不对"
        long
        value={text}
        onInput={(next) => draft.set({ text: next })}
        error={object.at('text')}
        placeholder="比如 只交了两箱，写成三箱"
        maxLength={300}
      />
      <Refusal problem={object.problem} fields={object.fields} />
      <Acts>
        <Button onTap={close}>先不说</Button>
        <Button kind="main" busy={object.busy} onTap={object.run}>
          说不对
        </Button>
      </Acts>
    </Opened>
  );
}
