import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useState } from 'react';
import {
  CallAhead,
  CourierRefuseDelivery,
  DeliveryRefusalReasonWords,
  RecordCodCollected,
  RecordOuterPackagingOpened,
  type CourierParcelQuery,
  type ShipmentAct,
} from '@/api/courier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { moment } from '@/lib/format';
import { go } from '@/lib/go';
import { known } from '@/lib/known';
import { photoAsText } from '@/lib/photos';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { CountAndSign } from '@/ui/CountAndSign';
import { Choice, optionsOf } from '@/ui/forms';
import { Cell, Field, Section } from '@/ui/parts';
import { Photos } from '@/ui/Photos';
import { Refusal } from '@/ui/Refusal';
import { Appointment } from './Appointment';
import { DoorCode } from './DoorCode';
import { NobodyHome } from './NobodyHome';
import { PAGES } from './pages';
import { IdentityCode } from './IdentityCode';

type Parcel = NonNullable<CourierParcelQuery['shipment']>;

const SHOWN = { units: '交给买家几件', seal: '封签', celsius: '货温（°C）', sign: '一起看过了' };

/** The steps at the consumer's door: which of them can be done now, the platform says. */
export function AtDoor({ parcel, reload }: { parcel: Parcel; reload: () => Promise<void> }) {
  const can = (action: ShipmentAct): boolean => parcel.availableActions.includes(action);
  const called = parcel.agreedAt !== null;
  const isLooked = parcel.steps.filter(({ doneAt }) => !doneAt).length === 1;
  return (
    <>
      {can('CALL_AHEAD') && (
        <Section title="1. 先打电话约好">
          {called && (
            <Cell label="约好">
              {moment(parcel.agreedAt!)}，{parcel.agreedPlace}
            </Cell>
          )}
          <Appointment
            draft={`call ${parcel.id}`}
            again={called}
            place={parcel.agreedPlace ?? parcel.recipient.address}
            onSave={async (agreedAt, place) => {
              await act(CallAhead, { shipmentId: parcel.id, agreedAt, place });
              await reload();
            }}
          />
        </Section>
      )}
      {(can('SHOW_IDENTITY') || parcel.identityCheckedAt) && (
        <Section title={SAID.showIdentityCode}>
          {parcel.identityCheckedAt ? (
            <Cell label="买家核对过">{moment(parcel.identityCheckedAt)}</Cell>
          ) : (
            <IdentityCode shipmentId={parcel.id} reload={reload} />
          )}
        </Section>
      )}
      {can('OPEN_PACKAGING') && (
        <Section title="3. 当面打开看货">
          <View className="grey">请买家打开外包装，和您一起看看货对不对、好不好。</View>
          <CountAndSign
            draft={`door ${parcel.id}`}
            units={parcel.units}
            sealNumber={null}
            isCold={parcel.storage !== 'AMBIENT'}
            words={SHOWN}
            sign={async (found) => {
              await act(RecordOuterPackagingOpened, { shipmentId: parcel.id, inspected: true, ...found });
              say('记下了，请买家在他的手机上签字');
              await reload();
            }}
          />
        </Section>
      )}
      {(can('SHOW_DOOR_CODE') || parcel.doorPaidAt) && <DoorCode parcel={parcel} reload={reload} />}
      {can('SIGN_AT_DOOR') && (
        <Section title={isLooked ? '4. 买家签字' : '没有手机，或别人代收'}>
          <View>买家有手机：请他打开订单点“签收”。没有手机，或家人、邻居代收：在您这里签。</View>
          <View className="buttons">
            <Button onTap={reload}>看看签了没有</Button>
            <Button kind="main" onTap={() => go(PAGES.sign, { id: parcel.id })}>
              在这里签字
            </Button>
          </View>
        </Section>
      )}
      {(can('FIND_NOBODY') || can('GIVE_UP')) && <NobodyHome parcel={parcel} reload={reload} />}
      {can('REFUSE') && <Refuse id={parcel.id} reload={reload} />}
      {can('RECORD_COD') && <Cod id={parcel.id} reload={reload} />}
    </>
  );
}

function Refuse({ id, reload }: { id: string; reload: () => Promise<void> }) {
  const [open, setOpen] = useState(false);
  const {
    value: form,
    set,
    clear,
  } = useDraft<{ reason: string; note: string; photos: string[] }>(`refuse ${id}`, {
    reason: '',
    note: '',
    photos: [],
  });
  const reason = known(DeliveryRefusalReasonWords, form.reason, 'DAMAGED');
  const refuse = useAction(
    async () => {
      await act(CourierRefuseDelivery, {
        shipmentId: id,
        reason,
        ...(form.note.trim() && { note: form.note.trim() }),
        photos: await Promise.all(form.photos.map(photoAsText)),
      });
      clear();
      say(SAID.bringToDepot);
      await reload();
    },
    { onKept: clear },
  );
  if (!open)
    return (
      <View className="center gap-top">
        <Button kind="danger" onTap={() => setOpen(true)}>
          买家不收
        </Button>
      </View>
    );
  return (
    <Section title="买家不收">
      <Choice
        label="为什么"
        value={reason}
        options={optionsOf(DeliveryRefusalReasonWords)}
        onChange={(next) => set({ reason: next })}
        error={refuse.problem?.at('reason')}
      />
      <Field
        label="说明"
        long
        value={form.note}
        onInput={(note) => set({ note })}
        error={refuse.problem?.at('note')}
        placeholder="比如 外箱压坏了，漏水"
        maxLength={200}
      />
      <Photos
        label="拍下哪里不对"
        size="door"
        paths={form.photos}
        onChange={(photos) => set({ photos })}
        max={3}
        error={refuse.problem?.at('photos')}
      />
      <Refusal problem={refuse.problem} fields={['reason', 'note', 'photos']} />
      <Acts>
        <Button onTap={() => setOpen(false)}>返回</Button>
        <Button kind="danger" busy={refuse.busy} onTap={refuse.run}>
          记下拒收
        </Button>
      </Acts>
    </Section>
  );
}

/** Cash on delivery is what was agreed with the seller: the platform takes it once. */
function Cod({ id, reload }: { id: string; reload: () => Promise<void> }) {
  const [open, setOpen] = useState(false);
  const [amount, setAmount] = useState('');
  const save = useAction(async () => {
    if (!/^\d{1,6}(\.\d{1,2})?$/.test(amount.trim())) throw wrongAt('amountFen', '写明收了多少元，比如 59 或 59.5');
    await act(RecordCodCollected, { shipmentId: id, amountFen: Math.round(Number(amount) * 100) }, `cod ${id}`);
    setOpen(false);
    say('记下了，钱要按约定交回');
    await reload();
  });
  if (!open)
    return (
      <View className="center gap-top">
        <Button kind="plain" onTap={() => setOpen(true)}>
          收了到付的钱
        </Button>
      </View>
    );
  return (
    <Section title="到付">
      <Field
        label="收了多少元"
        type="digit"
        value={amount}
        onInput={setAmount}
        error={save.problem?.at('amountFen')}
        maxLength={9}
      />
      <Refusal problem={save.problem} fields={['amountFen']} />
      <Acts>
        <Button onTap={() => setOpen(false)}>返回</Button>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          记下
        </Button>
      </Acts>
    </Section>
  );
}
