import { View } from '@tarojs/components';
import { StationParcelActWords, StorageWords, TakeParcelAtStation } from '@/api/seller';
import { useState } from 'react';
import { act } from '@/lib/client';
import { moment } from '@/lib/format';
import { useWaitingOf } from '@/lib/outbox';
import { say } from '@/lib/say';
import { DoneHere } from '@/ui/Waiting';
import { Button } from '@/ui/Button';
import { CountAndSign } from '@/ui/CountAndSign';
import { Section, Tag } from '@/ui/parts';
import type { Parcel } from './index';

/** What is on its way; what the courier has written down is counted and signed for here. */
export const Expected = ({ parcels, reload }: { parcels: readonly Parcel[]; reload: () => Promise<void> }) =>
  parcels.length > 0 && (
    <Section title={`还在路上 ${parcels.length} 件`}>
      {parcels.map((parcel) => (
        <View key={parcel.id} className="pad-y-2">
          <View className="between">
            <View className="bold">
              {parcel.recipientName} 尾号{parcel.phoneTail}
            </View>
            <Tag tone={parcel.storage === 'AMBIENT' ? 'soil' : 'cold'}>{StorageWords[parcel.storage]}</Tag>
          </View>
          <View className="small grey">
            {parcel.carrierName}送，{moment(parcel.expectedAt)}前到
          </View>
          {parcel.availableActions.includes('TAKE') && <Take parcel={parcel} reload={reload} />}
          {parcel.availableActions.includes('TAKE_ALONE') && <TakeAlone parcel={parcel} reload={reload} />}
        </View>
      ))}
    </Section>
  );

/** The courier stands there, and their phone is dead. */
function TakeAlone({ parcel, reload }: { parcel: Parcel; reload: () => Promise<void> }) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <Take parcel={parcel} reload={reload} isAlone />;
  return (
    <View className="buttons">
      <Button small onTap={() => setOpen(true)}>
        {StationParcelActWords.TAKE_ALONE}
      </Button>
    </View>
  );
}

interface TakeProps {
  parcel: Parcel;
  reload: () => Promise<void>;
  isAlone?: boolean;
}
function Take({ parcel, reload, isAlone }: TakeProps) {
  const waiting = useWaitingOf(parcel.id, reload);
  if (waiting.length > 0) return <DoneHere entries={waiting} />;
  return (
    <CountAndSign
      draft={`shelf ${parcel.id}`}
      units={parcel.units}
      sealNumber={parcel.sealNumber}
      isCold={parcel.storage !== 'AMBIENT'}
      words={{
        units: '配送员交货，您点了几件',
        seal: `封签 ${parcel.sealNumber ?? ''}`,
        celsius: '货温（度）',
        sign: StationParcelActWords.TAKE,
      }}
      sign={async (found) => {
        const { shelf } = await act(TakeParcelAtStation, {
          shipmentId: parcel.id,
          ...found,
          ...(isAlone && { courierHasNoPhone: true }),
        });
        say(shelf ? `放到 ${shelf}` : '架子满了，放在架子边');
        await reload();
      }}
    />
  );
}
