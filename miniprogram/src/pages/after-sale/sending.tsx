import { View } from '@tarojs/components';
import { useState } from 'react';
import { SendBack, type AfterSaleDetailQuery } from '@/api/shop';
import { act } from '@/lib/client';
import { moment, yuan } from '@/lib/format';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { say } from '@/lib/say';
import { Cell, Field, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

type AfterSale = NonNullable<AfterSaleDetailQuery['afterSale']>;

/** What the seller would give, and what happens when nothing is said. */
export const Offer = ({ request }: { request: AfterSale }) => (
  <Section title="商家提出退一部分">
    <View className="title">{yuan(request.offeredFen ?? 0)}</View>
    <View>{request.offerNote}</View>
    <View className="grey">
      东西不用寄回。{request.waitDueAt && `${moment(request.waitDueAt)}前没答复，就退这些`}；以后还可以投诉
    </View>
  </Section>
);

/** Nobody came for the goods: the buyer sends them and says with whom. */
export function useSending(afterSaleId: string, reload: () => Promise<void>) {
  const [form, setForm] = useState({ company: '', number: '' });
  const send = useAction(async () => {
    const [expressCompany, expressNumber] = [form.company.trim(), form.number.trim()];
    if (!expressCompany) throw wrongAt('expressCompany', '请填写是哪家快递');
    if (expressNumber.length < 5) throw wrongAt('expressNumber', '请照快递单填写单号');
    await act(SendBack, { afterSaleId, expressCompany, expressNumber });
    say('记下了，等商家验收');
    await reload();
  });
  return { form, setForm, send };
}

type Sent = ReturnType<typeof useSending>;
export function Sending({ request, sending: { form, setForm, send } }: { request: AfterSale; sending: Sent }) {
  return (
    <Section title="没人来取？您可以自己寄">
      <View className="grey">
        {request.waitDueAt && `请在${moment(request.waitDueAt)}前寄给商家`}；不寄，这个申请就结束
      </View>
      <Field
        label="哪家快递"
        value={form.company}
        onInput={(company) => setForm({ ...form, company })}
        placeholder="邮政、顺丰……"
        maxLength={40}
        error={send.problem?.at('expressCompany')}
      />
      <Field
        label="快递单号"
        value={form.number}
        onInput={(number) => setForm({ ...form, number })}
        maxLength={40}
        error={send.problem?.at('expressNumber')}
      />
      <Refusal problem={send.problem} fields={['expressCompany', 'expressNumber']} />
    </Section>
  );
}

export const SentBack = ({ request }: { request: AfterSale }) => (
  <Section title="您寄回的">
    <Cell label={request.expressCompany ?? ''} plain>
      {request.expressNumber}
    </Cell>
    {request.waitDueAt && <View className="grey">商家应在{moment(request.waitDueAt)}前验收；不验收就按通过退款</View>}
  </Section>
);
