import { View } from '@tarojs/components';
import {
  AnswerRecoveryEnd,
  RecoveryActWords,
  RecoveryEndWords,
  type PartyDebtsQuery,
  type RecoveryEnd,
} from '@/api/seller';
import { act } from '@/lib/client';
import { day, moment, yuan } from '@/lib/format';
import { useAction } from '@/lib/once';
import { confirm, say } from '@/lib/say';
import { useTold } from '@/lib/told';
import { Button } from '@/ui/Button';
import { Cell, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

/** What WeChat may tell whoever answers about money. */
export const TOLD_OF_MONEY = ['MONEY_ASKED', 'MONEY_ANSWERED', 'DEPOSIT_PAID'] as const;
type Debt = PartyDebtsQuery['recoveries']['edges'][number]['node'];

/** One debt: who owes whom, what is left of it, and what comes next. */
export function DebtCard({ one, reload }: { one: Debt; reload: () => Promise<void> }) {
  const { amountFen, setOffFen, fromDepositFen, nextText, nextAt } = one;
  const over = one.recoveredAt ?? one.endedAt;
  const isOpen = over === null;
  const who = one.isOwedToCaller ? (one.party?.name ?? one.debtorText ?? '') : (one.creditor?.name ?? '平台');
  return (
    <Section
      title={one.isOwedToCaller ? `${who}欠您` : `您欠${who}`}
      extra={<Tag tone={isOpen ? 'amber' : 'good'}>{one.stateLabel}</Tag>}
    >
      <Cell label="一共">{yuan(amountFen)}</Cell>
      {setOffFen > fromDepositFen && <Cell label="已经抵扣">{yuan(setOffFen - fromDepositFen)}</Cell>}
      {fromDepositFen > 0 && <Cell label="保证金付了">{yuan(fromDepositFen)}</Cell>}
      {isOpen && setOffFen > 0 && <Cell label="还差">{yuan(amountFen - setOffFen)}</Cell>}
      <Cell label="从哪天起">{day(one.openedAt)}</Cell>
      {nextText && <Cell label="接下来">{nextText}</Cell>}
      {nextText && nextAt && <Cell label="最晚">{moment(nextAt)}</Cell>}
      {one.endHow && (
        <Cell label={one.endedAt ? '怎么了结的' : '财务提出'}>
          {ownWords(one)}：{one.endReason}
        </Cell>
      )}
      {over && <Cell label="哪天了结">{day(over)}</Cell>}
      <Answer one={one} leftFen={amountFen - setOffFen} reload={reload} />
    </Section>
  );
}

/** How it ended, or is to end, as whoever reads it is owed it or owes it. */
const OWN: Partial<Record<RecoveryEnd, { owed: string; owing: string }>> = {
  RECEIVED: { owed: '您已经收到了', owing: '对方已经收到了' },
  PLATFORM_PAYS: { owed: '平台替对方付给您了，查一下银行卡到没到', owing: '平台付给对方了，不用您再还' },
};
const ownWords = ({ endHow, isOwedToCaller }: Debt): string =>
  endHow === null ? '' : (OWN[endHow]?.[isOwedToCaller ? 'owed' : 'owing'] ?? RecoveryEndWords[endHow]);

/** Finance asks whoever is owed it; without a yes it stays owed. */
function Answer({ one, leftFen, reload }: { one: Debt; leftFen: number; reload: () => Promise<void> }) {
  const askTold = useTold(TOLD_OF_MONEY);
  const answer = useAction(async (agrees: boolean) => {
    askTold();
    const given = one.endHow === 'GIVEN_UP' ? `剩下的${yuan(leftFen)}您不要了` : `剩下的${yuan(leftFen)}您已经收到了`;
    if (agrees && !(await confirm(RecoveryActWords.AGREE_END, `${given}，以后不再追。`, '同意'))) return;
    await act(AnswerRecoveryEnd, { recoveryId: one.id, agrees }, `end ${one.id} ${one.endReason ?? ''} ${agrees}`);
    say(agrees ? '记下了，等平台第二个人确认' : '记下了，继续追');
    await reload();
  });
  const can = (action: Debt['availableActions'][number]) => one.availableActions.includes(action);
  if (!can('AGREE_END') && !can('REFUSE_END')) return null;
  return (
    <>
      <Refusal problem={answer.problem} />
      <View className="buttons">
        {can('REFUSE_END') && (
          <Button busy={answer.busy} onTap={() => answer.run(false)}>
            {RecoveryActWords.REFUSE_END}
          </Button>
        )}
        {can('AGREE_END') && (
          <Button kind="main" busy={answer.busy} onTap={() => answer.run(true)}>
            {RecoveryActWords.AGREE_END}
          </Button>
        )}
      </View>
    </>
  );
}
