import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useCallback } from 'react';
import { PartyKindWords, RegisterParty, type PartyKind } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { goInstead } from '@/lib/go';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { Button } from '@/ui/Button';
import { Check, Choice } from '@/ui/forms';
import { Page } from '../../ui/Page';
import { Bar, Field, Notice, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { DECLARATION, EXEMPT_BECAUSE } from '../../ui/farmer-declaration';
import { PAGES } from '../../ui/pages';
import { TownshipField } from '../../ui/TownshipField';

const SELLERS: readonly PartyKind[] = ['FARMER', 'COOPERATIVE', 'SELLER', 'PRODUCER'];
const KINDS = SELLERS.map((value) => ({ value, label: PartyKindWords[value] }));
interface Form {
  kind: PartyKind;
  name: string;
  uscc: string;
  idNumber: string;
  legalRepresentative: string;
  contactPhone: string;
  divisionCode: string;
  address: string;
  sellsFood: boolean;
  declared: boolean;
}
const EMPTY: Form = {
  kind: 'FARMER',
  name: '',
  uscc: '',
  idNumber: '',
  legalRepresentative: '',
  contactPhone: '',
  divisionCode: '',
  address: '',
  sellsFood: false,
  declared: false,
};

/** What is wrong is said here before anything is sent; the platform checks again, check digits included. */
function missing(form: Form): Partial<Record<keyof Form, string>> {
  const farmer = form.kind === 'FARMER';
  return {
    ...(form.name.trim() ? {} : { name: farmer ? '请填写姓名' : '请填写执照上的名称' }),
    ...(farmer && !/^\d{17}[\dXx]$/.test(form.idNumber.trim()) ? { idNumber: '身份证号是18位' } : {}),
    ...(!farmer && !/^[0-9A-Za-z]{18}$/.test(form.uscc.trim()) ? { uscc: '执照上的统一社会信用代码是18位' } : {}),
    ...(!farmer && !form.legalRepresentative.trim() ? { legalRepresentative: '请填写负责人' } : {}),
    ...(/^(1\d{10}|0\d{2,3}-?\d{7,8})$/.test(form.contactPhone.trim()) ? {} : { contactPhone: '请填写能打通的电话' }),
    ...(form.divisionCode ? {} : { divisionCode: '请选乡镇' }),
    ...(form.address.trim() ? {} : { address: '请填写村或街道门牌' }),
    ...(farmer && !form.declared ? { declared: '请读完声明并打勾' } : {}),
  };
}

function useRegistration() {
  const { value: kept, set, clear } = useDraft('register-party', { ...EMPTY, tried: false });
  // What was kept on the phone may be a word of an earlier version.
  const form = { ...kept, kind: SELLERS.find((kind) => kind === kept.kind) ?? EMPTY.kind };
  const setDivision = useCallback((divisionCode: string) => set({ divisionCode }), [set]);
  const farmer = form.kind === 'FARMER';
  const wrong = form.tried ? missing(form) : {};
  const send = useAction(async () => {
    set({ tried: true });
    stopWhere(missing(form));
    const name = form.name.trim();
    const representative = farmer ? name : form.legalRepresentative.trim();
    const party = await act(
      RegisterParty,
      {
        kind: form.kind,
        name,
        ...(farmer ? { idNumber: form.idNumber.trim().toUpperCase() } : { uscc: form.uscc.trim().toUpperCase() }),
        legalRepresentative: representative,
        contactName: representative,
        contactPhone: form.contactPhone.trim(),
        divisionCode: form.divisionCode,
        address: form.address.trim(),
        sellsFood: form.sellsFood,
        ...(farmer && { exemption: { reason: EXEMPT_BECAUSE, declaration: DECLARATION } }),
      },
      'register-party',
    );
    clear();
    goInstead(PAGES.papers, { id: party.id });
  });
  const at = (field: string): string | null => wrong[field as keyof typeof wrong] ?? send.problem?.at(field) ?? null;
  return { form, set, setDivision, farmer, send, at };
}

export default function RegisterPage() {
  const { form, set, setDivision, farmer, send, at } = useRegistration();
  return (
    <Page
      bar={
        <Bar>
          <Button kind="main" wide busy={send.busy} onTap={send.run}>
            下一步
          </Button>
        </Bar>
      }
    >
      <Refusal
        problem={send.problem}
        fields={['name', 'idNumber', 'uscc', 'legalRepresentative', 'contactPhone', 'divisionCode', 'address']}
      />
      <Section>
        <Choice label="您是" value={form.kind} options={KINDS} onChange={(kind) => set({ kind })} />
        <Field
          label={farmer ? '姓名' : '名称'}
          value={form.name}
          onInput={(name) => set({ name })}
          error={at('name')}
          placeholder={farmer ? '和身份证一样' : '和营业执照一样'}
          maxLength={60}
        />
        {farmer ? (
          <Field
            label="身份证号"
            type="idcard"
            value={form.idNumber}
            onInput={(idNumber) => set({ idNumber })}
            error={at('idNumber')}
            maxLength={18}
          />
        ) : (
          <>
            <Field
              label={SAID.creditCode}
              value={form.uscc}
              onInput={(uscc) => set({ uscc })}
              error={at('uscc')}
              maxLength={18}
            />
            <Field
              label="负责人"
              value={form.legalRepresentative}
              onInput={(legalRepresentative) => set({ legalRepresentative })}
              error={at('legalRepresentative')}
              maxLength={30}
            />
          </>
        )}
        <Field
          label="电话"
          type="number"
          value={form.contactPhone}
          onInput={(contactPhone) => set({ contactPhone })}
          error={at('contactPhone')}
          maxLength={12}
        />
        <TownshipField value={form.divisionCode} onChange={setDivision} error={at('divisionCode')} />
        <Field
          label="村屯或门牌"
          value={form.address}
          onInput={(address) => set({ address })}
          error={at('address')}
          maxLength={100}
        />
        {!farmer && (
          <Check on={form.sellsFood} onChange={(sellsFood) => set({ sellsFood })}>
            还卖加工食品（大米、面、油、酱菜等）
          </Check>
        )}
      </Section>
      {farmer && (
        <Section title="农户声明">
          <View>{DECLARATION}</View>
          <Check on={form.declared} onChange={(declared) => set({ declared })}>
            我已读完，同意
          </Check>
          {at('declared') && <View className="field-error small red">{at('declared')}</View>}
        </Section>
      )}
      <Notice tone="good">
        填的内容留在手机上，断网也不会丢，退出登录就清掉；身份证号不留在手机上。交上去的身份证号加密保存，只用来核对身份。
      </Notice>
    </Page>
  );
}
