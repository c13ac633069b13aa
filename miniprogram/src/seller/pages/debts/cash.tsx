import { View } from '@tarojs/components';
import { AnswerCodPaid, type PartyDebtsQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { moment, yuan } from '@/lib/format';
import { useAction } from '@/lib/once';
import { say } from '@/lib/say';
import { useTold } from '@/lib/told';
import { Button } from '@/ui/Button';
import { DueBy } from '@/ui/DueBy';
import { Cell, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { TOLD_OF_MONEY } from './debt';

type Cash = NonNullable<PartyDebtsQuery['codRemittances']>['edges'][number]['node'];

/** Cash that a carrier says it has paid into the seller's own bank: whether it came the seller knows. */
export function CashCard({ one, reload }: { one: Cash; reload: () => Promise<void> }) {
  const askTold = useTold(TOLD_OF_MONEY);
  const answer = useAction(async (arrived: boolean) => {
    askTold();
    await act(AnswerCodPaid, { remittanceId: one.id, arrived }, `cash ${one.id} ${arrived}`);
    say(arrived ? '记下了，这笔交清了' : '记下了，财务去查');
    await reload();
  });
  return (
    <Section title={`${yuan(one.amountFen)}　${one.carrier?.name ?? '配送'}代收的货款`}>
      <Cell label="收钱时间">{moment(one.collectedAt)}</Cell>
      <Cell label="配送说的回单号">{one.reference}</Cell>
      <View>{one.stateLabel}</View>
      {one.availableActions.includes('CONTEST') && <DueBy at={one.waitDueAt} what="答复" />}
      <View className="small grey">查一下您的银行卡，这笔钱一分不少地到了，再点“钱到了”。您没答复，就不算交清。</View>
      <Refusal problem={answer.problem} />
      <View className="buttons">
        {one.availableActions.includes('CONTEST') && (
          <Button busy={answer.busy} onTap={() => answer.run(false)}>
            没收到
          </Button>
        )}
        <Button kind="main" busy={answer.busy} onTap={() => answer.run(true)}>
          钱到了
        </Button>
      </View>
    </Section>
  );
}
