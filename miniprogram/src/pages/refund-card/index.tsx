import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { RedirectRefund, RefundBankWords, type RefundBank } from '@/api/shop';
import { act } from '@/lib/client';
import { back } from '@/lib/go';
import { useAction } from '@/lib/once';
import { wrongAt } from '@/lib/problem';
import { say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { optionsOf, Select } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Bar, Field, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

const BANKS = optionsOf(RefundBankWords);
const CARD = /^\d{12,19}$/;

/** Nothing of it is kept on the phone. */
export default function RefundCardPage() {
  const refundId = useRouter().params['id'] ?? '';
  const [bank, setBank] = useState<RefundBank>('ABC_DEBIT');
  const [cardNumber, setCard] = useState('');
  const [holderName, setHolder] = useState('');
  const send = useAction(async () => {
    if (!CARD.test(cardNumber)) throw wrongAt('cardNumber', '请填写银行卡号，12到19位数字');
    if (!holderName.trim()) throw wrongAt('holderName', '请填写您的姓名');
    await act(RedirectRefund, { refundId, bank, cardNumber, holderName: holderName.trim() });
    say('已经交给支付机构');
    back();
  });
  return (
    <Page
      bar={
        <Bar>
          <Button kind="main" wide busy={send.busy} onTap={send.run}>
            退到这张卡
          </Button>
        </Bar>
      }
    >
      <Refusal problem={send.problem} fields={['bank', 'cardNumber', 'holderName']} />
      <Section>
        <View className="grey">您付款用的卡退不进去。请填一张您本人的储蓄卡，退款直接到这张卡上。</View>
        <Select label="哪家银行" value={bank} options={BANKS} onChange={setBank} error={send.problem?.at('bank')} />
        <Field
          label="卡号"
          type="number"
          value={cardNumber}
          onInput={setCard}
          maxLength={19}
          placeholder="储蓄卡号"
          error={send.problem?.at('cardNumber')}
        />
        <Field
          label="您的姓名"
          value={holderName}
          onInput={setHolder}
          maxLength={60}
          placeholder="和银行卡上一致"
          error={send.problem?.at('holderName')}
        />
      </Section>
      <View className="small grey middle pad-4">卡号加密交给支付机构，用完就删，平台不留。</View>
    </Page>
  );
}
