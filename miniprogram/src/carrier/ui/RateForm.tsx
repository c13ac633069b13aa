import { SetRate, StorageWords } from '@/api/carrier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { known } from '@/lib/known';
import { fenOf, yuanText } from '@/lib/prices';
import { useSave } from '@/lib/save';
import { Choice } from '@/ui/forms';
import { Field, Notice } from '@/ui/parts';
import { RegionField, type Region } from '@/ui/RegionField';
import { Form } from './form';
import { gramsOf, kilogramsOf, rateText, STORAGES, type Rate } from './service';

interface Props {
  partyId: string;
  /** Absent: a price for a place that had none. */
  rate: Rate | undefined;
  home: Region | null;
  onClose: () => void;
  onDone: () => Promise<void>;
}
const SCOPES = [
  { value: 'all', label: '所有地方' },
  { value: 'one', label: '只是一个地方' },
];
const KILOGRAMS = /^\d{1,3}(\.\d{1,3})?$/;
const kilogramsWrong = (text: string): string | false =>
  !(KILOGRAMS.test(text.trim()) && gramsOf(text) > 0) && '写成 1 或 0.5';
/** What more weight costs may be nothing. */
const stepFenOf = (text: string): number | null => (/^0(\.0{1,2})?$/.test(text.trim()) ? 0 : fenOf(text));

interface Written {
  storage: string;
  scope: string;
  region: Region[];
  first: string;
  firstYuan: string;
  step: string;
  stepYuan: string;
  hours: string;
}

function useRate({ partyId, rate, onDone }: Pick<Props, 'partyId' | 'rate' | 'onDone'>) {
  const start: Written = rate
    ? {
        storage: rate.storage,
        scope: 'one',
        region: [],
        first: kilogramsOf(rate.firstGrams),
        firstYuan: yuanText(rate.firstKilogramFen),
        step: kilogramsOf(rate.stepGrams),
        stepYuan: yuanText(rate.perKilogramFen) || '0',
        hours: String(rate.hours),
      }
    : {
        storage: '',
        scope: 'all',
        region: [],
        first: '1',
        firstYuan: '',
        step: '1',
        stepYuan: '',
        hours: '48',
      };
  const { value: form, set, clear } = useDraft(`rate ${partyId} ${rate?.id ?? ''}`, start, { follows: true });
  const place = rate?.divisionCode ?? (form.scope === 'all' ? '' : form.region[form.region.length - 1]?.code);
  const [firstFen, stepFen] = [fenOf(form.firstYuan), stepFenOf(form.stepYuan)];
  const wrong = {
    divisionCode: place === undefined && '请选择地区',
    firstGrams: kilogramsWrong(form.first),
    firstKilogramFen: firstFen === null && '请填写多少元，比如 8 或 8.5',
    stepGrams: kilogramsWrong(form.step),
    perKilogramFen: stepFen === null && '请填写多少元，不加钱就填 0',
    hours: !/^[1-9]\d{0,2}$/.test(form.hours.trim()) && '请填写多少小时',
  };
  const storage = known(StorageWords, form.storage, 'AMBIENT');
  const price = {
    firstGrams: gramsOf(form.first),
    firstKilogramFen: firstFen ?? 0,
    stepGrams: gramsOf(form.step),
    perKilogramFen: stepFen ?? 0,
    hours: Number(form.hours),
  };
  const save = useSave(wrong, async () => {
    await act(SetRate, { carrierPartyId: partyId, storage, divisionCode: place!, ...price });
    await onDone();
    clear();
  });
  return { form, storage, set, clear, wrong, price, save };
}

/** The price of one storage class in one place, with what buyers will be told. */
export function RateForm({ partyId, rate, home, onClose, onDone }: Props) {
  const { form, storage, set, clear, wrong, price, save } = useRate({ partyId, rate, onDone });
  return (
    <Form
      title={rate ? `改：${rate.divisionText || '所有地方'}` : '加一个价'}
      save={save}
      onClose={() => {
        clear();
        onClose();
      }}
    >
      {!rate && (
        <Choice
          label="什么货"
          value={storage}
          options={STORAGES}
          onChange={(next) => set({ storage: next })}
          error={save.at('storage')}
        />
      )}
      {!rate && (
        <Choice label="送到哪里的价" value={form.scope} options={SCOPES} onChange={(scope) => set({ scope })} />
      )}
      {!rate && form.scope === 'one' && (
        <RegionField
          label="哪个地区"
          wide
          path={form.region}
          home={home}
          error={save.at('divisionCode')}
          onChange={(region) => set({ region })}
        />
      )}
      <Field
        label="起步是几公斤"
        type="digit"
        value={form.first}
        onInput={(first) => set({ first })}
        error={save.at('firstGrams')}
        maxLength={7}
      />
      <Field
        label="起步价多少元"
        type="digit"
        value={form.firstYuan}
        onInput={(firstYuan) => set({ firstYuan })}
        error={save.at('firstKilogramFen')}
        maxLength={10}
      />
      <Field
        label="超过以后，每几公斤加一次钱"
        type="digit"
        value={form.step}
        onInput={(step) => set({ step })}
        error={save.at('stepGrams')}
        maxLength={7}
      />
      <Field
        label="每次加多少元"
        type="digit"
        value={form.stepYuan}
        onInput={(stepYuan) => set({ stepYuan })}
        error={save.at('perKilogramFen')}
        maxLength={10}
      />
      <Field
        label="几小时内送到"
        type="number"
        value={form.hours}
        onInput={(hours) => set({ hours })}
        error={save.at('hours')}
        maxLength={3}
      />
      {rate && <Notice>降价马上生效；涨价先公布七天，到日子才按新价收，报过价的单价钱不变</Notice>}
      {!Object.values(wrong).some(Boolean) && <Notice tone="good">买家看到的运费：{rateText(price)}</Notice>}
    </Form>
  );
}
