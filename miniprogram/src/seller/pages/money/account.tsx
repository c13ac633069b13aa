import { View } from '@tarojs/components';
import { ContractOptionWords, RotatePaymentPassword, type AccountOfPartyFragment } from '@/api/seller';
import { act } from '@/lib/client';
import { day, fullDay } from '@/lib/format';
import { useAction } from '@/lib/once';
import { confirm, say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Cell, Notice, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

/** A party's account at the provider, and its payment password, which the party changes there and notes here. */
export function Account({ account, reload }: { account: AccountOfPartyFragment; reload: () => Promise<void> }) {
  const rotate = useAction(async () => {
    if (
      !(await confirm(
        '支付密码换好了？',
        '先到支付机构那里换好密码，再来这里记一笔。密码不要告诉别人，这里也不用填',
        '换好了',
      ))
    )
      return;
    await act(RotatePaymentPassword, { partyId: account.partyId });
    say('已记下');
    await reload();
  });
  return (
    <Section title="商户号">
      <Cell label="号码">{account.merchant}</Cell>
      <Cell label="合同到">{fullDay(account.contractValidUntilOn)}</Cell>
      {account.whyNotReceive && <Notice tone="bad">现在收不了新的货款：{account.whyNotReceive}</Notice>}
      <Cell label="支付密码">
        {account.passwordDueAt ? `${day(account.passwordDueAt)}前要换` : ContractOptionWords.PROVIDER}
      </Cell>
      <Refusal problem={rotate.problem} />
      {account.passwordDueAt && (
        <View className="buttons">
          <Button busy={rotate.busy} onTap={rotate.run}>
            密码换好了，记一笔
          </Button>
        </View>
      )}
    </Section>
  );
}
