import { View } from '@tarojs/components';
import { WithdrawMoney, type MoneyAtProviderFragment as Holding } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { yuan } from '@/lib/format';
import { fenOf } from '@/lib/prices';
import { useSave } from '@/lib/save';
import { confirm, say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Field, Price, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { DayMark } from '../../ui/DayMark';

const PAID = ['PAID', 'ARRIVED'];

/** What is available goes to the bank account that the provider knows; what went there before, and how it stands. */
export function Withdraw({ holding, reload }: { holding: Holding; reload: () => Promise<void> }) {
  const { partyId, availableFen, withdrawals } = holding;
  const { value, set, clear } = useDraft(`withdraw ${partyId}`, { amount: '' });
  const fen = fenOf(value.amount);
  const save = useSave(
    { amountFen: (fen === null || fen > availableFen) && `写明提多少元，最多${yuan(availableFen)}` },
    async () => {
      const asked = `${yuan(fen ?? 0)}打到您在支付机构绑定的银行账户，一般第二天到，节假日顺延。`;
      if (!(await confirm('提到银行', asked, '提现'))) return;
      await act(
        WithdrawMoney,
        { partyId, amountFen: fen ?? 0 },
        `withdraw ${partyId} ${withdrawals[0]?.id ?? ''} ${fen}`,
      );
      clear();
      say('交给支付机构了');
      await reload();
    },
  );
  if (availableFen <= 0 && withdrawals.length === 0) return null;
  return (
    <Section title="提到银行">
      {availableFen > 0 && (
        <>
          <Field
            label="提多少元"
            type="digit"
            value={value.amount}
            onInput={(amount) => set({ amount })}
            placeholder={`最多${yuan(availableFen)}`}
            error={save.at('amountFen')}
            maxLength={10}
          />
          <View className="small grey">
            打到您在支付机构绑定的银行账户。平台不收手续费，支付机构收不收以它的账单为准。
          </View>
          <Refusal problem={save.problem} fields={save.fields} />
          <View className="buttons">
            <Button onTap={() => set({ amount: String(availableFen / 100) })}>全部</Button>
            <Button kind="main" busy={save.busy} onTap={save.run}>
              提现
            </Button>
          </View>
        </>
      )}
      {withdrawals.map((one) => (
        <View key={one.id} className="line">
          <DayMark at={one.paidAt ?? one.createdAt} tone={PAID.includes(one.state) ? 'good' : 'amber'} />
          <View className="grow">
            <View className="bold">{one.stateLabel}</View>
            <View className="small grey">
              {[one.bank && `${one.bank}${one.accountTail ? `尾号${one.accountTail}` : ''}`, isOver(one) && one.whyNot]
                .filter(Boolean)
                .join('，')}
            </View>
          </View>
          <Price fen={one.amountFen} />
        </View>
      ))}
    </Section>
  );
}

/** What is said while it is asked about is not for people. */
const isOver = ({ state }: Holding['withdrawals'][number]): boolean => state === 'FAILED' || state === 'RETURNED';
