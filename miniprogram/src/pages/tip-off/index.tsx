import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { FileTipOff, TipOffAnswer, TipOffKindWords, TipOffProduct, type TipOffKind } from '@/api/shop';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { fullDay } from '@/lib/format';
import { known } from '@/lib/known';
import { useAction } from '@/lib/once';
import { dropPhoto } from '@/lib/photos';
import { stopWhere } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { uploadPhotos } from '@/lib/uploads';
import { Button } from '@/ui/Button';
import { Choice, optionsOf } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Bar, Cell, Field, Notice, Section } from '@/ui/parts';
import { Photos } from '@/ui/Photos';
import { Refusal } from '@/ui/Refusal';

const PHOTOS_MAX = 6;
const CODE = /^[0-9A-Z]{10}$/;
interface Form {
  kind: TipOffKind;
  /** Nothing is written yet: then it is the product that the page was opened from. */
  what: string | null;
  text: string;
  phone: string;
  photos: string[];
  /** Those that the platform has, by the photo. */
  sent: Record<string, string>;
}

function useTipOff(productId: string) {
  const draft = useDraft<Form>(`tip-off.${productId}`, {
    kind: 'UNSAFE',
    what: null,
    text: '',
    phone: '',
    photos: [],
    sent: {},
  });
  const [tried, setTried] = useState(false);
  const [code, setCode] = useState('');
  const { data } = useQuery(TipOffProduct, { id: productId }, { skip: !productId });
  const form = {
    ...draft.value,
    kind: known(TipOffKindWords, draft.value.kind, 'OTHER'),
    what: draft.value.what ?? data?.product?.title ?? '',
  };
  const missing = {
    what: form.what.trim().length >= 2 ? null : '请写明是哪件货、哪家店',
    text: form.text.trim().length >= 2 ? null : '请写明哪里违法',
    phone: form.phone.trim() === '' || /^1\d{10}$/.test(form.phone.trim()) ? null : '请填11位手机号，也可以不填',
  };
  const file = useAction(async () => {
    setTried(true);
    stopWhere(missing);
    const photoIds = await uploadPhotos('trust', 'tip-off-photo', form, draft.set);
    const made = await act(FileTipOff, {
      kind: form.kind,
      what: form.what.trim(),
      text: form.text.trim(),
      ...(productId && { productId }),
      ...(form.phone.trim() && { phone: form.phone.trim() }),
      ...(photoIds.length > 0 && { photoIds }),
    });
    form.photos.forEach(dropPhoto);
    draft.clear();
    setCode(made.queryCode);
  });
  return { draft, form, file, code, wrong: tried ? missing : { what: null, text: null, phone: null } };
}

/** Anybody reports what is unlawful, also without having signed in; the answer is read by the code. */
export default function TipOffPage() {
  const { productId = '' } = useRouter().params;
  const { draft, form, file, code, wrong } = useTipOff(productId);
  if (code) return <Filed code={code} />;
  return (
    <Page
      bar={
        <Bar>
          <Button kind="main" wide busy={file.busy} onTap={file.run}>
            举报
          </Button>
        </Bar>
      }
    >
      <Refusal problem={file.problem} fields={['kind', 'what', 'text', 'phone', 'photoIds']} />
      <Notice>不用登录，不用留名。被举报的一方看不到是谁举报的。自己买的东西有问题，走“投诉与建议”更快。</Notice>
      <Section>
        <Choice
          label="什么违法"
          value={form.kind}
          options={optionsOf(TipOffKindWords)}
          onChange={(kind) => draft.set({ kind })}
          error={file.problem?.at('kind')}
        />
        <Field
          label="哪件货、哪家店"
          value={form.what}
          onInput={(what) => draft.set({ what })}
          maxLength={200}
          error={file.problem?.at('what') ?? wrong.what}
        />
        <Field
          label="哪里违法"
          long
          value={form.text}
          onInput={(text) => draft.set({ text })}
          maxLength={2000}
          placeholder="看到了什么，什么时候、在哪里看到的"
          error={file.problem?.at('text') ?? wrong.text}
        />
        <Photos
          label="拍下来更清楚"
          paths={form.photos}
          max={PHOTOS_MAX}
          onChange={(photos) => draft.set({ photos })}
          error={file.problem?.at('photoIds')}
        />
        <Field
          label="手机号（不填也行）"
          type="number"
          value={form.phone}
          onInput={(phone) => draft.set({ phone })}
          maxLength={11}
          placeholder="填了，有结果发短信告诉您，发完就删"
          error={file.problem?.at('phone') ?? wrong.phone}
        />
      </Section>
      <Look />
    </Page>
  );
}

const Filed = ({ code }: { code: string }) => (
  <Page>
    <Section title="收到了">
      <View className="title" aria-label="查询码">
        {code}
      </View>
      <View className="grey">请记下这个查询码，只有凭它能看结果。</View>
    </Section>
    <Answer code={code} />
  </Page>
);

/** What became of a report, for whoever has its code. */
function Look() {
  const [typed, setTyped] = useState('');
  const code = typed.trim().toUpperCase();
  return (
    <>
      <Section title="查举报的结果">
        <Field label="查询码" value={typed} onInput={setTyped} maxLength={10} placeholder="举报时给您的10位查询码" />
      </Section>
      {CODE.test(code) && <Answer code={code} />}
    </>
  );
}

function Answer({ code }: { code: string }) {
  const { data, problem } = useQuery(TipOffAnswer, { code });
  if (problem) return <Notice>{problem.message}</Notice>;
  if (!data) return null;
  const { tipOff } = data;
  if (!tipOff) return <Notice>没有这个查询码的举报，请对照再填一次。</Notice>;
  return (
    <Section>
      <Cell label={TipOffKindWords[tipOff.kind]} plain>
        {tipOff.stateLabel}
      </Cell>
      <View className="grey">
        {tipOff.decidedAt ? `${fullDay(tipOff.decidedAt)}有了结果` : `最晚${fullDay(tipOff.dueAt)}有结果`}
      </View>
      {tipOff.answer && <View>{tipOff.answer}</View>}
      {tipOff.withdrawnAt && <View>商品{fullDay(tipOff.withdrawnAt)}已撤下。</View>}
      {tipOff.authority && <View>已移交{tipOff.authority}。</View>}
    </Section>
  );
}
