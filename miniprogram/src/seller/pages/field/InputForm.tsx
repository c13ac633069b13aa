import { View } from '@tarojs/components';
import {
  DoseUnitWords,
  InputKindWords,
  InputMethodWords,
  RecordInputUse,
  UsedInputs,
  type DoseUnit,
  type InputKind,
  type InputMethod,
  type UsedInputsQuery,
} from '@/api/seller';
import { act } from '@/lib/client';
import { chinaToday } from '@/lib/china-day';
import { useDraft } from '@/lib/drafts';
import { useQuery } from '@/lib/query';
import { TODAY } from '@/lib/today';
import { Choice, DateField, optionsOf, Select } from '@/ui/forms';
import { Fold } from '@/ui/Fold';
import { Field } from '@/ui/parts';
import { NumberField } from '../../ui/NumberField';
import { RecordForm, useRecord, type FormProps } from './form';

type Used = UsedInputsQuery['usedInputs'][number];
interface InputDraft {
  kind: InputKind;
  name: string;
  registrationNumber: string;
  dose: string;
  doseUnit: DoseUnit;
  method: InputMethod;
  usedOn: string;
  stoppedOn: string;
  safeDays: string;
  source: string;
  byWhom: string;
  run: string;
}
const EMPTY: InputDraft = {
  kind: 'PESTICIDE',
  name: '',
  registrationNumber: '',
  dose: '',
  doseUnit: 'ML_PER_MU',
  method: 'SPRAY',
  usedOn: '',
  stoppedOn: '',
  safeDays: '',
  source: '',
  byWhom: '',
  run: '',
};

function useInputForm({ plotId, saved }: FormProps) {
  const draft = useDraft(`input ${plotId}`, { ...EMPTY, usedOn: chinaToday() });
  const { value: form, set } = draft;
  const wrong = {
    name: !form.name.trim() && '照袋子、瓶子上写的填',
    dose: !(Number(form.dose) > 0) && '请填用了多少',
  };
  const send = (requestName: string) => {
    const { kind, doseUnit, method, usedOn } = form;
    const use = {
      plotId,
      kind,
      doseUnit,
      method,
      usedOn,
      name: form.name.trim(),
      registrationNumber: form.registrationNumber.trim() || null,
      dose: Number(form.dose),
      stoppedOn: form.stoppedOn || null,
      safeDays: form.safeDays === '' ? null : Number(form.safeDays),
      source: form.source.trim() || null,
      byWhom: form.byWhom.trim() || null,
    };
    return act(RecordInputUse, use, requestName);
  };
  const save = useRecord('input', draft, { wrong, send, saved });
  const take = ({ name, kind, registrationNumber, dose, doseUnit, method, safeDays }: Used): void =>
    set({
      name,
      kind,
      doseUnit,
      method,
      registrationNumber: registrationNumber ?? '',
      dose: String(dose),
      safeDays: String(safeDays),
    });
  return { form, set, save, take };
}

function UsedBefore({ name: typed, take }: { name: string; take: (one: Used) => void }) {
  const { data } = useQuery(UsedInputs, {}, { keepAs: 'used-inputs', place: TODAY });
  const used = data?.usedInputs ?? [];
  if (used.length === 0) return null;
  return (
    <Choice
      label="以前用过的，点一下就填好"
      value={used.some(({ name }) => name === typed) ? typed : ''}
      options={used.map(({ name }) => ({ value: name, label: name }))}
      onChange={(name) => {
        const one = used.find((before) => before.name === name);
        if (one) take(one);
      }}
    />
  );
}

interface RegistrationProps {
  form: InputDraft;
  set: (part: Partial<InputDraft>) => void;
  error: string | null;
}
const Registration = ({ form, set, error }: RegistrationProps) => (
  <>
    <Field
      label="登记证号"
      value={form.registrationNumber}
      placeholder="比如 PD20150001"
      onInput={(registrationNumber) => set({ registrationNumber })}
      error={error}
      maxLength={40}
    />
    <View className="small grey">照标签抄，常用的药可以不填。平台只看写法对不对，没有去登记库里查</View>
  </>
);

/** What was used before comes with one tap; then only the day is left. */
export function InputForm(props: FormProps) {
  const { form, set, save, take } = useInputForm(props);
  // Of a pesticide that the platform does not know it is a must: it stands where it is seen.
  const isPesticide = form.kind === 'PESTICIDE';
  const registration = <Registration form={form} set={set} error={save.at('registrationNumber')} />;
  return (
    <RecordForm title="记用药用肥" save={save} close={props.close}>
      <UsedBefore name={form.name} take={take} />
      <DateField
        label="哪天用的"
        value={form.usedOn}
        end={chinaToday()}
        onChange={(usedOn) => set({ usedOn })}
        error={save.at('usedOn')}
      />
      <Choice
        label="是什么"
        value={form.kind}
        options={optionsOf(InputKindWords)}
        onChange={(kind) => set({ kind })}
        error={save.at('kind')}
      />
      <Field
        label="名称（照标签上写的）"
        value={form.name}
        onInput={(name) => set({ name })}
        error={save.at('name')}
        maxLength={60}
      />
      {isPesticide && registration}
      <NumberField
        label="用了多少"
        value={form.dose}
        onInput={(dose) => set({ dose })}
        error={save.at('dose')}
        maxLength={8}
        money
      />
      <Select
        label="单位"
        value={form.doseUnit}
        options={optionsOf(DoseUnitWords)}
        onChange={(doseUnit) => set({ doseUnit })}
      />
      <NumberField
        label="标签上写的：用后隔几天才能收"
        value={form.safeDays}
        onInput={(safeDays) => set({ safeDays })}
        error={save.at('safeDays')}
        maxLength={3}
      />
      <Choice
        label="怎么用的"
        value={form.method}
        options={optionsOf(InputMethodWords)}
        onChange={(method) => set({ method })}
      />
      <Fold title="还能记的：登记号、哪里买的、谁干的">
        {!isPesticide && registration}
        <Field
          label="哪里买的"
          value={form.source}
          onInput={(source) => set({ source })}
          error={save.at('source')}
          maxLength={60}
        />
        <Field
          label="谁干的"
          value={form.byWhom}
          onInput={(byWhom) => set({ byWhom })}
          error={save.at('byWhom')}
          maxLength={20}
        />
        <DateField
          label="用了几天的，最后一天"
          value={form.stoppedOn}
          end={chinaToday()}
          onChange={(stoppedOn) => set({ stoppedOn })}
          error={save.at('stoppedOn')}
          clearable="只有一天"
        />
      </Fold>
      <View className="small grey">记完就不能改，记错了可以划掉重记。</View>
    </RecordForm>
  );
}
