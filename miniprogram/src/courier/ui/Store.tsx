import { View } from '@tarojs/components';
import { StoreFigureSourceWords, type CourierParcelQuery } from '@/api/courier';
import type { Problem } from '@/lib/problem';
import { Choice } from '@/ui/forms';
import { StoreNow } from '@/ui/Inspected';
import { Field } from '@/ui/parts';

type Parcel = NonNullable<CourierParcelQuery['shipment']>;
interface Form {
  /** The figure, where somebody has to read it off. */
  store: string;
  /** Which store, where several have a thermometer. */
  from: string;
}
export const STORE_FIELDS = ['facilityId', 'facilityTemperatureCelsius'] as const;
export const celsiusOf = (text: string): number | null =>
  /^-?\d{1,2}(\.\d)?$/.test(text.trim()) ? Number(text) : null;

/** Where only one store has a thermometer, there is nothing to choose. */
const chosenOf = ({ stores }: Parcel, { from }: Form) =>
  stores?.length === 1 ? stores[0] : stores?.find(({ id }) => id === from);

export const storeMissing = (parcel: Parcel, form: Form): string | false =>
  parcel.stores?.length
    ? !chosenOf(parcel, form) && '先选从哪个库出的货'
    : celsiusOf(form.store) === null && '先量冷库的温度';

export const storeInput = (parcel: Parcel, form: Form) =>
  parcel.stores?.length
    ? { facilityId: chosenOf(parcel, form)?.id }
    : { facilityTemperatureCelsius: celsiusOf(form.store) };

/** How cold the store is: its thermometer says so itself; only where none hangs, somebody reads it off and types it. */
export function Store({
  parcel,
  form,
  set,
  tried,
  problem,
}: {
  parcel: Parcel;
  form: Form;
  set: (change: Partial<Form>) => void;
  tried: boolean;
  problem: Problem | null;
}) {
  const stores = parcel.stores ?? [];
  const chosen = chosenOf(parcel, form);
  if (stores.length === 0)
    return (
      <>
        <Field
          label="冷库多少度（°C）"
          value={form.store}
          onInput={(store) => set({ store })}
          error={
            (tried && celsiusOf(form.store) === null && '写成 3 或 -18') || problem?.at('facilityTemperatureCelsius')
          }
          maxLength={5}
        />
        <View className="small grey">卖家的库没有装温度计，交接单上会写明“{StoreFigureSourceWords.TYPED}”。</View>
      </>
    );
  return (
    <>
      {stores.length > 1 && (
        <Choice
          label="从哪个库出的货"
          value={form.from}
          options={stores.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(from) => set({ from })}
          error={tried && !chosen ? '请选一个库' : null}
        />
      )}
      {chosen && <StoreNow of={{ ...chosen, whyNot: problem?.at('facilityId') ?? chosen.whyNot }} />}
    </>
  );
}
