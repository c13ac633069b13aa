import { View } from '@tarojs/components';
import { SAID } from '@/lib/said';
import { useState } from 'react';
import { AskErrand as Ask, ConfirmDelegation, type Errand, type ErrandsQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { stopWhere } from '@/lib/problem';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Choice } from '@/ui/forms';
import { Field, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { TownshipField } from '../../ui/TownshipField';
import { Awaited } from './Awaited';

const ERRANDS = [
  { value: 'BUY', label: '买东西' },
  { value: 'FILE', label: '办农户备案、换新证' },
] as const satisfies readonly { value: Errand; label: string }[];

const FIRST: Errand = 'BUY';
/** A village's code starts with that of its township. */
const TOWNSHIP_DIGITS = 9;

interface AskProps {
  station: NonNullable<ErrandsQuery['stationShelves']>[number]['station'] | undefined;
  /** Who have been sent a code and have not read it out. */
  asked: readonly ErrandsQuery['delegations'][number][];
  reload: () => Promise<void>;
}
/** Somebody stands there: who they are, then the code that they got and read out. */
export function AskErrand({ station, asked, reload }: AskProps) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(
    'ask-errand',
    {
      errand: FIRST,
      phone: '',
      name: '',
      // Most come from around, of the station's township; where they live only they can say.
      divisionCode: station?.divisionCode?.slice(0, TOWNSHIP_DIGITS) ?? '',
      address: '',
      errandId: '',
      code: '',
    },
    { never: ['phone', 'name', 'address', 'errandId', 'code'] },
  );
  const [tried, setTried] = useState(false);
  const wrong = {
    phone: !/^1\d{10}$/.test(form.phone) && SAID.phoneWrong,
    name: !form.name.trim() && '请填写他的名字',
    address: form.address.trim().length < 2 && '请填写他住哪个村、哪一户',
  };
  const ask = useAction(async () => {
    setTried(true);
    stopWhere(wrong);
    const { errand, phone, divisionCode } = form;
    const of = { phone, name: form.name.trim(), address: form.address.trim(), divisionCode };
    const { delegationId } = await act(Ask, { errand, ...of }, `errand ${errand} ${Object.values(of).join()}`);
    set({ errandId: delegationId });
  });
  const confirm = useAction(async () => {
    await act(ConfirmDelegation, { delegationId: form.errandId, code: form.code });
    clear();
    setTried(false);
    say(SAID.theyAgreed);
    await reload();
  });
  const at = (field: keyof typeof wrong) => (tried && wrong[field]) || ask.problem?.at(field);
  const change = (more: Partial<typeof form>): void => set({ ...more, errandId: '', code: '' });
  return (
    <>
      {!form.errandId &&
        asked.map(({ id, forWhom }) => <Awaited key={id} errandId={id} name={forWhom ?? '他'} reload={reload} />)}
      <Section title="替来站里的人办">
        <Choice label="办什么" value={form.errand} options={ERRANDS} onChange={(errand) => change({ errand })} />
        <Field
          label="他的手机号"
          type="number"
          value={form.phone}
          onInput={(phone) => change({ phone })}
          error={at('phone')}
          maxLength={11}
        />
        <Field
          label="他的名字（和身份证一样）"
          value={form.name}
          onInput={(name) => change({ name })}
          error={at('name')}
          maxLength={40}
        />
        <TownshipField
          value={form.divisionCode}
          // The county, where the station has no township, is put there by itself: nobody has changed what was asked.
          onChange={(divisionCode) => (form.divisionCode ? change : set)({ divisionCode })}
        />
        <Field
          label="哪个村、哪一户"
          value={form.address}
          onInput={(address) => change({ address })}
          error={at('address')}
          placeholder="比如 某某村三组，门口有棵榆树"
          maxLength={200}
        />
        <Refusal problem={ask.problem} fields={['phone', 'name', 'address']} />
        <ReadToThem />
        {form.errandId ? (
          <ReadOut code={form.code} onInput={(code) => set({ code })} confirm={confirm} />
        ) : (
          <Acts>
            <Button kind="main" busy={ask.busy} onTap={ask.run}>
              给他发验证码
            </Button>
          </Acts>
        )}
      </Section>
    </>
  );
}

interface ReadOutProps {
  code: string;
  onInput: (code: string) => void;
  confirm: ReturnType<typeof useAction>;
}
/** The code that they got, as they read it out: by it they agree. */
const ReadOut = ({ code, onInput, confirm }: ReadOutProps) => (
  <>
    <Field
      label={SAID.codeTheyGot}
      type="number"
      value={code}
      onInput={onInput}
      error={confirm.problem?.at('code')}
      maxLength={6}
    />
    <Refusal problem={confirm.problem} fields={['code']} />
    <Acts>
      <Button kind="main" busy={confirm.busy} onTap={confirm.run}>
        他同意，开始办
      </Button>
    </Acts>
  </>
);

/** What they agree to by their code, besides the errand. */
const ReadToThem = () => (
  <>
    <View className="grey">先把服务协议和个人信息告知念给他听：他念出验证码，就是同意办这件事，也同意这两样。</View>
    <Acts>
      <Button onTap={() => go('/pages/rules/index')}>看服务协议</Button>
      <Button onTap={() => go('/pages/privacy/index')}>看个人信息告知</Button>
    </Acts>
  </>
);
