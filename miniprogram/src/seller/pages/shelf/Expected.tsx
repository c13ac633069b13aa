import { View } from '@tarojs/components';
import { StationParcelActWords, StorageWords, TakeParcelAtStation } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { moment } from '@/lib/format';
import { useAction } from '@/lib/once';
import { say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/forms';
import { Field, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
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
        </View>
      ))}
    </Section>
  );

const SEALS = [
  { value: 'whole', label: '完好' },
  { value: 'broken', label: '不完好' },
] as const;
const FOUND: { units: string; seal: 'whole' | 'broken'; celsius: string } = { units: '', seal: 'whole', celsius: '' };

function Take({ parcel, reload }: { parcel: Parcel; reload: () => Promise<void> }) {
  const { value, set, clear } = useDraft(`shelf ${parcel.id}`, { ...FOUND, units: String(parcel.units) });
  const take = useAction(async () => {
    const { shelf } = await act(TakeParcelAtStation, {
      shipmentId: parcel.id,
      units: Number(value.units),
      ...(parcel.sealNumber && { sealWhole: value.seal === 'whole' }),
      ...(value.celsius !== '' && { temperatureCelsius: Number(value.celsius) }),
    });
    clear();
    say(shelf ? `放到 ${shelf}` : '架子满了，放在架子边');
    await reload();
  });
  return (
    <View>
      <Field
        label="配送员交货，您点了几件"
        type="number"
        value={value.units}
        onInput={(units) => set({ units })}
        error={take.problem?.at('units')}
        maxLength={5}
      />
      {parcel.sealNumber && (
        <Choice
          label={`封签 ${parcel.sealNumber}`}
          value={value.seal}
          options={SEALS}
          onChange={(seal) => set({ seal })}
        />
      )}
      {parcel.storage !== 'AMBIENT' && (
        <Field
          label="货温（度）"
          type="digit"
          value={value.celsius}
          onInput={(celsius) => set({ celsius })}
          error={take.problem?.at('temperatureCelsius')}
          maxLength={5}
        />
      )}
      <Refusal problem={take.problem} fields={['units', 'temperatureCelsius']} />
      <View className="buttons">
        <Button kind="main" busy={take.busy} onTap={take.run}>
          {StationParcelActWords.TAKE}
        </Button>
      </View>
    </View>
  );
}
