import { View } from '@tarojs/components';
import { useDidShow, useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import {
  AnswerRecall,
  ConfirmRecallRead,
  MyRecalls,
  RecallAnswerWords,
  RecallHazardWords,
  RecallLevelWords,
  type MyRecallsQuery,
  type RecallAnswer,
} from '@/api/shop';
import { act } from '@/lib/client';
import { day, moment, yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useList } from '@/lib/query';
import { confirm, say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { More } from '@/ui/More';
import { Page } from '@/ui/Page';
import { Cell, Notice, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Stepper } from '@/ui/Stepper';

type Goods = MyRecallsQuery['myRecalls']['edges'][number]['node'];

/** What the buyer has of lots that were called back: what it is about, the money, and what became of the goods. */
export default function RecallsPage() {
  const list = useList(MyRecalls, {}, (result) => result.myRecalls);
  const { reload, data } = list;
  useDidShow(() => void (data && reload()));
  useReachBottom(() => void list.more());
  return (
    <Page
      query={list}
      isEmpty={(rows) => rows.length === 0}
      empty={{ text: '您买的货没有被召回的', more: '有召回会马上发消息和短信给您' }}
    >
      {(rows) => (
        <>
          {rows.map((goods) => (
            <Recalled key={goods.id} goods={goods} reload={reload} />
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}

/** Nothing of it has come, and nothing will. */
const STOPPED_ON_WAY = '货停在路上，不会再送来，您不用做什么。万一已经到手，请不要食用，也不要送人。';

const moneyOf = ({ refundFen, refundedAt }: Goods): string =>
  refundFen === 0
    ? '退款正在办，不用申请'
    : refundedAt
      ? `${yuan(refundFen)}已退回，${day(refundedAt)}到账`
      : `${yuan(refundFen)}全额退回，不用申请，到账会告诉您`;

function Recalled({ goods, reload }: { goods: Goods; reload: () => Promise<void> }) {
  const { recall, orderId } = goods;
  const isAsked = goods.availableActions.length > 0;
  return (
    <Section>
      <View className="between">
        <View className="bold">
          {goods.goods} ×{goods.units}
        </View>
        <Tag tone={isAsked ? 'bad' : 'soil'}>{goods.stateLabel}</Tag>
      </View>
      {recall && (
        <>
          <View className="red">
            {RecallHazardWords[recall.hazard]}，{day(recall.openedAt)}召回
          </View>
          {goods.roseAt && (
            <View className="red bold">
              {day(goods.roseAt)}升级：现在是{RecallLevelWords[recall.level]}
            </View>
          )}
          <Notice tone="bad">{goods.state === 'ON_WAY' ? STOPPED_ON_WAY : recall.advice}</Notice>
        </>
      )}
      <View className="small grey break">批号 {goods.lotCode}</View>
      <Cell label="钱">{moneyOf(goods)}</Cell>
      {isAsked ? <Ask goods={goods} reload={reload} /> : <Said goods={goods} />}
      {(!goods.answer || goods.roseAt) && <Read goods={goods} reload={reload} />}
      {orderId && (
        <Cell label="看订单" onTap={() => go('/pages/order/index', { id: orderId })}>
          {goods.orderNumber}
        </Cell>
      )}
    </Section>
  );
}

const Said = ({ goods: { answer } }: { goods: Goods }) =>
  answer ? <View className="grey">您说：{RecallAnswerWords[answer]}</View> : null;

/** Taken or refused, the recall is read anew: where it is graver by now, that is to be read first. */
async function tell(act: () => Promise<unknown>, done: string, reload: () => Promise<void>): Promise<void> {
  try {
    await act();
    say(done);
  } finally {
    await reload();
  }
}

/** That it was read is one tap, also where nobody has looked for the goods yet. */
function Read({ goods: { id, seenAt, recall }, reload }: { goods: Goods; reload: () => Promise<void> }) {
  const read = useAction(async () => {
    await tell(() => act(ConfirmRecallRead, { rowId: id, level: recall?.level }), '记下了', reload);
  });
  if (seenAt) return <View className="small grey">您{moment(seenAt)}说看到了</View>;
  return (
    <>
      <Refusal problem={read.problem} />
      <View className="buttons">
        <Button busy={read.busy} onTap={read.run}>
          我看到了
        </Button>
      </View>
    </>
  );
}

/** Three answers; of several packs, how many are left. */
function Ask({ goods, reload }: { goods: Goods; reload: () => Promise<void> }) {
  const open = goods.units - goods.recoveredUnits - goods.goneUnits;
  const [left, setLeft] = useState(open);
  const answer = useAction(async (said: RecallAnswer) => {
    if (said !== 'HAS' && !(await confirm(RecallAnswerWords[said], '告诉我们以后就不能改了', '是的'))) return;
    const units = said === 'HAS' && { unitsLeft: left };
    const input = { rowId: goods.id, answer: said, ...units, level: goods.recall?.level };
    await tell(() => act(AnswerRecall, input), said === 'HAS' ? '记下了，配送员会联系您上门取' : '记下了', reload);
  });
  return (
    <>
      <Refusal problem={answer.problem} />
      <View className="bold">
        {Date.parse(goods.dueAt) > Date.now()
          ? `货还在不在？请在${moment(goods.dueAt)}前告诉我们，过了会打电话给您`
          : '货还在不在？请现在就告诉我们，我们也会打电话给您'}
      </View>
      {open > 1 && (
        <View className="between">
          <View>还剩几件</View>
          <Stepper value={left} max={open} unit="件" onChange={setLeft} />
        </View>
      )}
      <View className="buttons">
        <Button kind="main" busy={answer.busy} onTap={() => answer.run('HAS')}>
          {RecallAnswerWords.HAS}
        </Button>
        <Button busy={answer.busy} onTap={() => answer.run('EATEN')}>
          {RecallAnswerWords.EATEN}
        </Button>
        <Button busy={answer.busy} onTap={() => answer.run('DISCARDED')}>
          {RecallAnswerWords.DISCARDED}
        </Button>
      </View>
    </>
  );
}
