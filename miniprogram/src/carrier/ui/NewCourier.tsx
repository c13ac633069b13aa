import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { RegisterCourier } from '@/api/carrier';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { ACCOUNT, accountOf, useScan } from '@/lib/scan';
import { useSave } from '@/lib/save';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/parts';
import { Form } from './form';
import { type FormProps } from './fleet';

/** Whoever shows their code is taken on; the platform then lets their account act as a courier. */
export function NewCourier({ carrier, onClose, onDone }: FormProps) {
  const { value: form, set, clear } = useDraft(`courier ${carrier.partyId}`, { accountId: '', name: '', phone: '' });
  const read = useScan(ACCOUNT, (text) => {
    const accountId = accountOf(text);
    if (!accountId) return SAID.notAPersonsCode;
    set({ accountId });
  });
  const save = useSave(
    {
      accountId: !form.accountId.trim() && '请扫他的码',
      name: !form.name.trim() && '请填写姓名',
      phone: !form.phone.trim() && '请填写手机号',
    },
    async () => {
      const [accountId, name, phone] = [form.accountId.trim(), form.name.trim(), form.phone.trim()];
      await act(
        RegisterCourier,
        { carrierPartyId: carrier.partyId, accountId, name, phone },
        `courier ${carrier.partyId} ${accountId} ${name} ${phone}`,
      );
      clear();
      await onDone();
    },
    { ACCOUNT_UNKNOWN: 'accountId', COURIER_EXISTS: 'accountId' },
  );
  return (
    <Form title={SAID.addCourier} save={save} onClose={onClose}>
      <View className="grey">请他登录平台，点“我的”里的“给别人干活”，把码给您扫。</View>
      <View className="row">
        <View className="grow">
          <Field
            label="他的码"
            value={form.accountId}
            onInput={(text) => set({ accountId: accountOf(text) ?? text })}
            error={save.at('accountId')}
            maxLength={80}
          />
        </View>
        <Button busy={read.busy} onTap={read.run}>
          扫码
        </Button>
      </View>
      <Field label="姓名" value={form.name} onInput={(name) => set({ name })} error={save.at('name')} maxLength={30} />
      <Field
        label="手机号"
        type="number"
        value={form.phone}
        onInput={(phone) => set({ phone })}
        error={save.at('phone')}
        maxLength={11}
      />
    </Form>
  );
}
