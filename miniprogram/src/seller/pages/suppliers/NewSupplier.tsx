import { SAID } from '@/lib/said';
import { useCallback } from 'react';
import { FileSupplier, type MySuppliersQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { newId } from '@/lib/request-id';
import { useSave } from '@/lib/save';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Check, Choice } from '@/ui/forms';
import { Field, Opened } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { TownshipField } from '../../ui/TownshipField';

type Party = MySuppliersQuery['myParties'][number];
interface Props {
  party: Party;
  isFirst: boolean;
  close: () => void;
  done: () => Promise<void>;
}

function useSupplier({ party, isFirst, done }: Props) {
  // A farmer's first is the farm itself.
  const self =
    isFirst && party.kind === 'FARMER'
      ? { name: party.name, divisionCode: party.divisionCode, address: party.address ?? '' }
      : { name: '', divisionCode: '', address: '' };
  const {
    value: form,
    set,
    clear,
  } = useDraft('supplier', {
    kind: party.kind === 'FARMER' ? 'farmer' : 'business',
    ...self,
    uscc: '',
    idNumber: '',
    contactPhone: '',
    supplies: '',
    suppliesFood: false,
    run: '',
  });
  const setDivision = useCallback((divisionCode: string) => set({ divisionCode }), [set]);
  const farmer = form.kind === 'farmer';
  const wrong = {
    name: !form.name.trim() && '请填写名称',
    idNumber: farmer && !/^\d{17}[\dXx]$/.test(form.idNumber.trim()) && '身份证号是18位',
    uscc: !farmer && !/^[0-9A-Za-z]{18}$/.test(form.uscc.trim()) && '统一社会信用代码是18位',
    divisionCode: !form.divisionCode && '请选乡镇',
    address: !form.address.trim() && '请填写地址',
    supplies: !form.supplies.trim() && '请填写供什么货',
  };
  const save = useSave(wrong, async () => {
    const run = form.run || newId();
    set({ run });
    await act(
      FileSupplier,
      {
        partyId: party.id,
        name: form.name.trim(),
        ...(farmer ? { idNumber: form.idNumber.trim().toUpperCase() } : { uscc: form.uscc.trim().toUpperCase() }),
        ...(form.contactPhone && { contactName: form.name.trim(), contactPhone: form.contactPhone.trim() }),
        divisionCode: form.divisionCode,
        address: form.address.trim(),
        supplies: form.supplies.trim(),
        suppliesFood: !farmer && form.suppliesFood,
      },
      `supplier ${run}`,
    );
    clear();
    await done();
  });
  return { form, set, setDivision, farmer, save };
}

export function NewSupplier(props: Props) {
  const { form, set, setDivision, farmer, save } = useSupplier(props);
  return (
    <Opened title="加一个供货人">
      <Refusal
        problem={save.problem}
        fields={['name', 'idNumber', 'uscc', 'contactPhone', 'divisionCode', 'address', 'supplies']}
      />
      <Choice
        label="是什么人"
        value={form.kind}
        options={[
          { value: 'farmer', label: '农户（自己种的也算）' },
          { value: 'business', label: '企业或合作社' },
        ]}
        onChange={(kind) => set({ kind })}
      />
      <Field
        label={farmer ? '姓名' : '名称'}
        value={form.name}
        onInput={(name) => set({ name })}
        error={save.at('name')}
        maxLength={60}
      />
      {farmer ? (
        <Field
          label="身份证号"
          type="idcard"
          value={form.idNumber}
          onInput={(idNumber) => set({ idNumber })}
          error={save.at('idNumber')}
          maxLength={18}
        />
      ) : (
        <Field
          label={SAID.creditCode}
          value={form.uscc}
          onInput={(uscc) => set({ uscc })}
          error={save.at('uscc')}
          maxLength={18}
        />
      )}
      <Field
        label="电话（可以不填）"
        type="number"
        value={form.contactPhone}
        onInput={(contactPhone) => set({ contactPhone })}
        error={save.at('contactPhone')}
        maxLength={12}
      />
      <TownshipField value={form.divisionCode} onChange={setDivision} error={save.at('divisionCode')} />
      <Field
        label="村屯或门牌"
        value={form.address}
        onInput={(address) => set({ address })}
        error={save.at('address')}
        maxLength={100}
      />
      <Field
        label="供什么货"
        value={form.supplies}
        onInput={(supplies) => set({ supplies })}
        error={save.at('supplies')}
        placeholder="比如 水稻、土豆"
        maxLength={60}
      />
      {!farmer && (
        <Check on={form.suppliesFood} onChange={(suppliesFood) => set({ suppliesFood })}>
          供的是加工食品
        </Check>
      )}
      <Acts>
        <Button onTap={props.close}>先不加</Button>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          保存
        </Button>
      </Acts>
    </Opened>
  );
}
