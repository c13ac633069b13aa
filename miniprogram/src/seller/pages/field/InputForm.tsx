import { View } from '@tarojs/components';
import { useState } from 'react';
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
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { newId } from '@/lib/request-id';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Choice, DateField, optionsOf, Select } from '@/ui/forms';
import { Fold } from '@/ui/Fold';
import { Field, Opened } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { NumberField } from '../../ui/NumberField';
import type { FormProps } from './form';

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
  const { value: form, set, clear } = useDraft(`input ${plotId}`, { ...EMPTY, usedOn: chinaToday() });
  const [tried, setTried] = useState(false);
  const wrong: Record<string, string | false> = {
    name: !form.name.trim() && '照袋子、瓶子上写的填',
    dose: !(Number(form.dose) > 0) && '请填用了多少',
  };
  const save = useAction(async () => {
    setTried(true);
    stopWhere(wrong);
    const run = form.run || newId();
    set({ run });
    const { kind, doseUnit, method, usedOn } = form;
    await act(
      RecordInputUse,
      {
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
      },
      `input ${run}`,
    );
    clear();
    await saved();
  });
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
  const at = (field: string): string | null => (tried && wrong[field]) || save.problem?.at(field) || null;
  return { form, set, save, take, at };
}

function UsedBefore({ name: typed, take }: { name: string; take: (one: Used) => void }) {
  const { data } = useQuery(UsedInputs, {});
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

/** What was used before comes with one tap; then only the day is left. */
export function InputForm(props: FormProps) {
  const { form, set, save, take, at } = useInputForm(props);
  return (
    <Opened title="记用药用肥">
      <Refusal problem={save.problem} fields={Object.keys(EMPTY)} />
      <UsedBefore name={form.name} take={take} />
      <DateField
        label="哪天用的"
        value={form.usedOn}
        end={chinaToday()}
        onChange={(usedOn) => set({ usedOn })}
        error={at('usedOn')}
      />
      <Choice label="是什么" value={form.kind} options={optionsOf(InputKindWords)} onChange={(kind) => set({ kind })} />
      <Field
        label="名称（照标签上写的）"
        value={form.name}
        onInput={(name) => set({ name })}
        error={at('name')}
        maxLength={60}
      />
      <NumberField
        label="用了多少"
        value={form.dose}
        onInput={(dose) => set({ dose })}
        error={at('dose')}
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
        error={at('safeDays')}
        maxLength={3}
      />
      <Choice
        label="怎么用的"
        value={form.method}
        options={optionsOf(InputMethodWords)}
        onChange={(method) => set({ method })}
      />
      <Fold title="还能记的：登记号、哪里买的、谁干的">
        <Field
          label="登记证号"
          value={form.registrationNumber}
          placeholder="比如 PD20150001"
          onInput={(registrationNumber) => set({ registrationNumber })}
          error={at('registrationNumber')}
          maxLength={40}
        />
        <Field
          label="哪里买的"
          value={form.source}
          onInput={(source) => set({ source })}
          error={at('source')}
          maxLength={60}
        />
        <Field
          label="谁干的"
          value={form.byWhom}
          onInput={(byWhom) => set({ byWhom })}
          error={at('byWhom')}
          maxLength={20}
        />
        <DateField
          label="用了几天的，最后一天"
          value={form.stoppedOn}
          end={chinaToday()}
          onChange={(stoppedOn) => set({ stoppedOn })}
          error={at('stoppedOn')}
          clearable="只有一天"
        />
      </Fold>
      <View className="small grey">记完就不能改，记错了可以划掉重记。</View>
      <Acts>
        <Button onTap={props.close}>先不记</Button>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          记下
        </Button>
      </Acts>
    </Opened>
  );
}
