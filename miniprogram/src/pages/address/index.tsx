import { SAID } from '@/lib/said';
import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { AddressForm, DivisionPath, SaveAddress, type AddressFormQuery } from '@/api/shop';
import { act, ask } from '@/lib/client';
import { useDraft, type Draft } from '@/lib/drafts';
import { back } from '@/lib/go';
import { useAction } from '@/lib/once';
import { Problem, stopWhere } from '@/lib/problem';
import { chooseWechatAddress, isWechat } from '@/lib/platform';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { chooseAddress } from '@/lib/shop';
import { Button } from '@/ui/Button';
import { Check } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Bar, Field, Notice, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { RegionField, regionText, type Region } from '@/ui/RegionField';

interface Form {
  name: string;
  phone: string;
  path: Region[];
  detail: string;
  isDefault: boolean;
}
const EMPTY: Form = { name: '', phone: '', path: [], detail: '', isDefault: false };
const PHONE = /^1\d{10}$/;
const WHY_NOT = {
  denied: '您没让小程序看微信里的地址。请在下面自己填，一样能用',
  failed: '微信里的地址这次没拿到。请在下面自己填',
};

const wrongIn = (form: Form) => ({
  name: form.name.trim() ? null : '请填写收货人',
  phone: PHONE.test(form.phone) ? null : SAID.phoneWrong,
  path: form.path.length > 0 ? null : '请选择所在地区',
  detail: form.detail.trim().length >= 2 ? null : '请写清小区、门牌，或村里怎么找到您家',
});

/** An address that there is already is filled in once, when the addresses have come. */
function useKnown(data: AddressFormQuery | null, id: string | undefined, draft: Draft<Form>): void {
  useEffect(() => {
    const known = data?.addresses.find((address) => address.id === id);
    if (!known || draft.wasKept) return;
    void ask(DivisionPath, { code: known.divisionCode })
      .then(({ divisionPath }) => {
        const path = divisionPath.map(({ code, name }) => ({ code, name }));
        const region = regionText(path);
        draft.set({
          name: known.name,
          phone: known.phone,
          path,
          isDefault: known.isDefault,
          detail: known.detail.startsWith(region) ? known.detail.slice(region.length) : known.detail,
        });
      })
      .catch(() =>
        draft.set({ name: known.name, phone: known.phone, isDefault: known.isDefault, detail: known.detail }),
      );
  }, [data]);
}

function useAddress() {
  const { id, choose } = useRouter().params;
  const query = useQuery(AddressForm, {});
  const draft = useDraft<Form>(`address.${id ?? 'new'}`, EMPTY);
  const [tried, setTried] = useState(false);
  const form = draft.value;

  useKnown(query.data, id, draft);

  const region = form.path[form.path.length - 1];
  const wrong = wrongIn(form);
  const save = useAction(async () => {
    setTried(true);
    stopWhere(wrong);
    const whole = regionText(form.path);
    const detail = form.detail.trim();
    const saved = await act(SaveAddress, {
      ...(id && { id }),
      name: form.name.trim(),
      phone: form.phone,
      divisionCode: region!.code,
      detail: detail.startsWith(whole) ? detail : `${whole}${detail}`,
      isDefault: form.isDefault,
    });
    draft.clear();
    if (choose) chooseAddress({ id: saved.id, divisionCode: region!.code, detail });
    say('已保存');
    back();
  });
  const fromWechat = useAction(async () => {
    const chosen = await chooseWechatAddress();
    if (chosen.kind === 'cancelled') return;
    if (chosen.kind !== 'address') throw new Problem('refused', { refusal: { message: WHY_NOT[chosen.kind] } });
    const { name, phone, detail, divisionCode: code } = chosen.address;
    // What is taken over stands even where the region cannot be looked up: that is chosen by hand then.
    const unknown = { divisionPath: [] };
    const { divisionPath } = code ? await ask(DivisionPath, { code }).catch(() => unknown) : unknown;
    draft.set({ name, phone, path: divisionPath.map((part) => ({ code: part.code, name: part.name })), detail });
  });
  const problem = (field: keyof typeof wrong, at: string = field) =>
    save.problem?.at(at) ?? (tried ? wrong[field] : null);
  return { query, draft, isNew: !id, save, fromWechat, problem };
}

export default function AddressPage() {
  const { query, draft, isNew, save, fromWechat, problem } = useAddress();
  const form = draft.value;
  return (
    <Page
      query={query}
      bar={
        <Bar>
          <Button kind="main" wide busy={save.busy} onTap={save.run}>
            保存地址
          </Button>
        </Bar>
      }
    >
      {({ homeCounty }) => (
        <>
          {draft.wasKept && isNew && <Notice>{SAID.draftKept}</Notice>}
          <Section>
            {isWechat && (
              <Button wide busy={fromWechat.busy} onTap={fromWechat.run}>
                用微信里存的地址
              </Button>
            )}
            <Refusal problem={fromWechat.problem} />
            <Field
              label="收货人"
              value={form.name}
              onInput={(name) => draft.set({ name })}
              error={problem('name')}
              placeholder="姓名"
              maxLength={40}
            />
            <Field
              label="手机号"
              type="number"
              value={form.phone}
              onInput={(phone) => draft.set({ phone })}
              error={problem('phone')}
              placeholder="送货前会打这个电话"
              maxLength={11}
            />
            <RegionField
              path={form.path}
              home={homeCounty ?? null}
              error={problem('path', 'divisionCode')}
              onChange={(path) => draft.set({ path })}
            />
            <Field
              label="详细地址"
              long
              value={form.detail}
              onInput={(detail) => draft.set({ detail })}
              error={problem('detail')}
              placeholder="小区和门牌，或村里怎么找到您家"
              maxLength={100}
            />
            <Check on={form.isDefault} onChange={(isDefault) => draft.set({ isDefault })}>
              设为常用地址
            </Check>
            <Refusal problem={save.problem} fields={['name', 'phone', 'divisionCode', 'detail']} />
          </Section>
        </>
      )}
    </Page>
  );
}
