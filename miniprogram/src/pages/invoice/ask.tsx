import { View } from '@tarojs/components';
import { useState } from 'react';
import {
  AskForInvoice,
  InvoiceHeadKindWords,
  RemoveInvoiceHead,
  SaveInvoiceHead,
  type InvoiceHeadKind,
  type InvoicePageQuery,
} from '@/api/shop';
import { act } from '@/lib/client';
import { yuan } from '@/lib/format';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { SAID } from '@/lib/said';
import { confirm, say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Check, Choice, optionsOf } from '@/ui/forms';
import { Field, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

type Head = NonNullable<InvoicePageQuery['invoiceHeads']>[number];
const KINDS = optionsOf(InvoiceHeadKindWords);
/** The first is what most people want: a person's. */
const EMPTY: { kind: InvoiceHeadKind; name: string; taxNumber: string } = { kind: 'PERSON', name: '', taxNumber: '' };

interface AskProps {
  order: { id: string; totalFen: number };
  heads: readonly Head[];
  reload: () => Promise<void>;
}
/** One tap where a head is saved; a name where none is. A number that looks wrong is compared once more. */
export function Ask({ order, heads, reload }: AskProps) {
  const [form, setForm] = useState(EMPTY);
  const [isChecked, setChecked] = useState(false);
  const ask = useAction(async (headId: string) => {
    await act(AskForInvoice, { orderId: order.id, headId }, `invoice ${order.id}`);
    say('已申请');
    await reload();
  });
  const askWithNew = useAction(async () => {
    const name = form.name.trim();
    if (!name) throw wrongAt('name', form.kind === 'COMPANY' ? '请填写单位名称' : '请填写姓名');
    const isFirm = form.kind === 'COMPANY';
    if (isFirm && !form.taxNumber.trim()) throw wrongAt('taxNumber', '请填写税号');
    const saved = await act(SaveInvoiceHead, {
      kind: form.kind,
      name,
      ...(isFirm && { taxNumber: form.taxNumber, taxNumberChecked: isChecked }),
    });
    await ask.run(saved.id);
  });
  const remove = useAction(async ({ id, name }: Head) => {
    if (!(await confirm('删除抬头', `不再保存“${name}”？`, '删除'))) return;
    await act(RemoveInvoiceHead, { headId: id });
    await reload();
  });
  const { problem } = askWithNew;
  return (
    <>
      {heads.length > 0 && (
        <Section title="开给谁，点一下就申请">
          <Refusal problem={ask.problem ?? remove.problem} />
          {heads.map((head) => (
            <View key={head.id} className="between">
              <View className="grow">
                <Button wide busy={ask.busy} onTap={() => ask.run(head.id)} label={`开给${head.name}`}>
                  {head.name}
                </Button>
              </View>
              <Button small kind="danger" busy={remove.busy} onTap={() => remove.run(head)} label={`删除${head.name}`}>
                删除
              </Button>
            </View>
          ))}
        </Section>
      )}
      <Section title={heads.length > 0 ? '或者换一个抬头' : '开给谁'}>
        <Choice
          label="抬头"
          value={form.kind}
          options={KINDS}
          onChange={(kind) => setForm({ ...form, kind })}
          error={problem?.at('kind')}
        />
        <Field
          label={form.kind === 'COMPANY' ? '单位名称' : '姓名'}
          value={form.name}
          onInput={(name) => setForm({ ...form, name })}
          error={problem?.at('name')}
          maxLength={100}
        />
        {form.kind === 'COMPANY' && (
          <>
            <Field
              label="税号"
              value={form.taxNumber}
              onInput={(taxNumber) => setForm({ ...form, taxNumber })}
              error={problem?.at('taxNumber')}
              placeholder="营业执照上的18位代码"
              maxLength={20}
            />
            {problem?.at('taxNumber') && (
              <Check on={isChecked} onChange={setChecked}>
                {SAID.numberChecked}
              </Check>
            )}
          </>
        )}
        <Refusal problem={problem} fields={['kind', 'name', 'taxNumber']} />
        <Refusal problem={heads.length > 0 ? null : ask.problem} />
        <View className="grey">
          一共{yuan(order.totalFen)}，退掉的部分不开。电子发票和纸质的一样有效，开好会告诉您。
        </View>
        <Acts>
          <Button kind="main" wide busy={askWithNew.busy || ask.busy} onTap={askWithNew.run}>
            申请开票
          </Button>
        </Acts>
      </Section>
    </>
  );
}
