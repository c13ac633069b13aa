import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import {
  ComplaintForm,
  ComplaintKindWords,
  ComplaintRemedyWords,
  FileComplaint,
  type ComplaintKind,
  type ComplaintRemedy,
} from '@/api/shop';
import { known } from '@/lib/known';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { moment } from '@/lib/format';
import { go, goInstead } from '@/lib/go';
import { useAction } from '@/lib/once';
import { dropPhoto } from '@/lib/photos';
import { usePromised } from '@/lib/promises';
import { stopWhere } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { uploadPhotos } from '@/lib/uploads';
import { Button } from '@/ui/Button';
import { Choice, optionsOf } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Bar, Cell, Field, Notice, Section } from '@/ui/parts';
import { Photos } from '@/ui/Photos';
import { Refusal } from '@/ui/Refusal';

const KINDS = optionsOf(ComplaintKindWords);
const WANTED = optionsOf(ComplaintRemedyWords);

interface Form {
  kind: ComplaintKind;
  wanted: ComplaintRemedy;
  yuan: string;
  text: string;
  photos: string[];
  /** Those that the platform has, by the photo. */
  sent: Record<string, string>;
}
const PHOTOS_MAX = 6;

function useComplaint(orderId: string) {
  const kind = orderId ? 'QUALITY' : 'SUGGESTION';
  const draft = useDraft<Form>(`complaint.${orderId || 'platform'}`, {
    kind,
    wanted: 'ANSWER',
    yuan: '',
    text: '',
    photos: [],
    sent: {},
  });
  const [tried, setTried] = useState(false);
  const form = {
    ...draft.value,
    kind: known(ComplaintKindWords, draft.value.kind, kind),
    wanted: known(ComplaintRemedyWords, draft.value.wanted, 'ANSWER'),
  };
  const amountFen = Math.round(Number(form.yuan) * 100);
  const wantsMoney = form.wanted === 'COMPENSATION';
  const missing = {
    text: form.text.trim().length >= 2 ? null : '请写明发生了什么',
    amountFen: !wantsMoney || (form.yuan !== '' && amountFen > 0) ? null : '请写明要赔多少元',
  };
  const file = useAction(async () => {
    setTried(true);
    stopWhere(missing);
    const photoIds = await uploadPhotos('trust', 'complaint-photo', form, draft.set);
    const made = await act(
      FileComplaint,
      {
        ...(orderId && { orderId }),
        kind: form.kind,
        text: form.text.trim(),
        wanted: form.wanted,
        ...(photoIds.length > 0 && { photoIds }),
        ...(wantsMoney && { amountFen }),
      },
      `complaint ${orderId} ${form.kind}`,
    );
    form.photos.forEach(dropPhoto);
    draft.clear();
    say(`已受理，${made.answererName}应在${moment(made.answerDueAt)}前答复`);
    goInstead('/pages/complaint/index', { id: made.id });
  });
  // In red only once it was sent.
  const wrong = tried ? missing : { text: null, amountFen: null };
  return { draft, form, file, wrong, wantsMoney };
}

export default function ComplainPage() {
  const { orderId = '' } = useRouter().params;
  const query = useQuery(ComplaintForm, { orderId }, { skip: !orderId });
  const { draft, form, file, wrong, wantsMoney } = useComplaint(orderId);
  const promised = usePromised();
  const order = query.data?.order;
  return (
    <Page
      bar={
        <Bar>
          <Button kind="main" wide busy={file.busy} onTap={file.run}>
            提交
          </Button>
        </Bar>
      }
    >
      <Refusal problem={file.problem} fields={['kind', 'text', 'wanted', 'amountFen', 'photoIds']} />
      {query.problem && <Notice>{query.problem.message}</Notice>}
      {draft.wasKept && !file.problem && <Notice>上次没写完的还在</Notice>}
      <Section>
        {order ? (
          <Cell label="订单" plain>
            {order.shop?.name}　{order.title}
          </Cell>
        ) : (
          !orderId && (
            <Cell label="关于某个订单？" onTap={() => go('/pages/orders/index')}>
              从订单里投诉，商家直接答复
            </Cell>
          )
        )}
        <Choice
          label="哪方面的事"
          value={form.kind}
          options={orderId ? KINDS : KINDS.filter(({ value }) => value !== 'DELIVERY')}
          onChange={(kind) => draft.set({ kind })}
          error={file.problem?.at('kind')}
        />
        <Field
          label="发生了什么"
          long
          value={form.text}
          onInput={(text) => draft.set({ text })}
          maxLength={2000}
          placeholder="时间、经过、您看到的情况"
          error={file.problem?.at('text') ?? wrong.text}
        />
        <Photos
          label="拍下来更清楚"
          paths={form.photos}
          max={PHOTOS_MAX}
          onChange={(photos) => draft.set({ photos })}
          error={file.problem?.at('photoIds')}
        />
        <Choice
          label="您想怎么解决"
          value={form.wanted}
          options={orderId ? WANTED : WANTED.filter(({ value }) => value === 'ANSWER')}
          onChange={(wanted) => draft.set({ wanted })}
          error={file.problem?.at('wanted')}
        />
        {wantsMoney && (
          <Field
            label="要赔多少元"
            type="digit"
            value={form.yuan}
            onInput={(yuan) => draft.set({ yuan })}
            maxLength={9}
            placeholder="例如 20"
            error={file.problem?.at('amountFen') ?? wrong.amountFen}
          />
        )}
      </Section>
      <View className="small grey middle pad-4">
        提交后{promised('answerComplaint')}内答复；不满意或不答复，可以请平台介入，{promised('settleComplaint')}
        内办结。也可以打12315。
      </View>
    </Page>
  );
}
