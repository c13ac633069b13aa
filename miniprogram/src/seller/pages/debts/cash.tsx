import { View } from '@tarojs/components';
import { AnswerCodPaid, AnswerCodReversal, CodRemittanceActWords, type PartyDebtsQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { moment, yuan } from '@/lib/format';
import { useAction } from '@/lib/once';
import { confirm, say } from '@/lib/say';
import { useTold } from '@/lib/told';
import { Button } from '@/ui/Button';
import { DueBy } from '@/ui/DueBy';
import { Cell, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { TOLD_OF_MONEY } from './debt';

type Cash = NonNullable<PartyDebtsQuery['codRemittances']>['edges'][number]['node'];
interface One {
  one: Cash;
  reload: () => Promise<void>;
}
/** What of cash of the door only its seller can answer. */
export const isAsked = ({ availableActions }: Cash): boolean =>
  availableActions.includes('ACCEPT') || availableActions.includes('AGREE_WRONG');

/** Cash of the door of which a carrier says something: that it has paid it, or that its own record is wrong. */
export const CashCard = ({ one, reload }: One) =>
  one.availableActions.includes('AGREE_WRONG') ? (
    <Wrong one={one} reload={reload} />
  ) : (
    <Paid one={one} reload={reload} />
  );

/** It says that it has paid into the seller's own bank: whether it came the seller knows. */
function Paid({ one, reload }: One) {
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
            {CodRemittanceActWords.CONTEST}
          </Button>
        )}
        <Button kind="main" busy={answer.busy} onTap={() => answer.run(true)}>
          {CodRemittanceActWords.ACCEPT}
        </Button>
      </View>
    </Section>
  );
}

/** It says that its own record is wrong: what was paid at the door is the seller's, who says so. */
function Wrong({ one, reload }: One) {
  const askTold = useTold(TOLD_OF_MONEY);
  const answer = useAction(async (isWrong: boolean) => {
    askTold();
    const what = `这笔${yuan(one.amountFen)}就不算了，配送不用再交给您。实收多少，由配送员重新登记。`;
    if (isWrong && !(await confirm('这笔登记错了？', what, CodRemittanceActWords.AGREE_WRONG))) return;
    await act(AnswerCodReversal, { remittanceId: one.id, isWrong }, `wrong ${one.id} ${one.waitDueAt} ${isWrong}`);
    say(isWrong ? '记下了，这笔作废了' : '记下了，财务去查');
    await reload();
  });
  return (
    <Section title={`${yuan(one.amountFen)}　${one.carrier?.name ?? '配送'}代收的货款`}>
      <Cell label="收钱时间">{moment(one.collectedAt)}</Cell>
      <Cell label="配送说错在哪里">{one.doubtReason}</Cell>
      <View>{one.stateLabel}</View>
      {one.availableActions.includes('DENY_WRONG') && <DueBy at={one.waitDueAt} what="答复" />}
      <View className="small grey">
        {one.availableActions.includes('DENY_WRONG')
          ? `买家付了多少，问一下买家，或看签收单。您没答复，就还是照${yuan(one.amountFen)}算。`
          : `您说没登记错。财务没有查到错，就还是照${yuan(one.amountFen)}算。`}
      </View>
      <Refusal problem={answer.problem} />
      <View className="buttons">
        <Button busy={answer.busy} onTap={() => answer.run(true)}>
          {CodRemittanceActWords.AGREE_WRONG}
        </Button>
        {one.availableActions.includes('DENY_WRONG') && (
          <Button kind="main" busy={answer.busy} onTap={() => answer.run(false)}>
            {CodRemittanceActWords.DENY_WRONG}
          </Button>
        )}
      </View>
    </Section>
  );
}
