import { View } from '@tarojs/components';
import { HeldWhyWords } from '@/api/seller';
import { day, yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { Cell, Notice, Price, Section } from '@/ui/parts';
import { Heading } from '@/ui/Thing';
import { DayMark } from '../../ui/DayMark';
import type { HeldGroup, Holding, Money } from '../../ui/money';
import { PAGES } from '../../ui/pages';

type Sums = Pick<Holding, 'availableFen' | 'withdrawingFen' | 'heldFen' | 'paidOutFen'>;
/** What the provider holds of it, and what went to the bank. */
export const AtProvider = ({ availableFen, withdrawingFen, heldFen, paidOutFen }: Sums) => (
  <>
    <Cell label="能用的" plain>
      {yuan(availableFen)}
    </Cell>
    {withdrawingFen > 0 && (
      <Cell label="正在去银行" plain>
        {yuan(withdrawingFen)}
      </Cell>
    )}
    <Cell label="支付机构一共管着" plain>
      <View className="bold">{yuan(heldFen)}</View>
    </Cell>
    <Cell label="提到银行了" plain>
      {yuan(paidOutFen)}
    </Cell>
  </>
);

export const Statements = () => <Cell label="每月对账单" onTap={() => go(PAGES.statement)} />;

/** Where the money is, in sums that are together what the provider holds and what went to the bank. */
export const Where = ({ money, holdings }: { money: Money; holdings: readonly Holding[] }) => (
  <Section title="钱在哪儿">
    <Cell label="货在路上" plain>
      {yuan(money.onItsWayFen)}
    </Cell>
    <Cell label="到了，还冻着" plain>
      {yuan(money.frozenFen)}
    </Cell>
    <AtProvider {...money} />
    {holdings.map((holding) => (
      <View key={holding.merchant}>
        <Compared holding={holding} />
        <View className="small grey">{holding.feeText}。</View>
      </View>
    ))}
    <Statements />
  </Section>
);

/** The provider's own line of the last day, and what came since. */
function Compared({ holding: { lastDay } }: { holding: Holding }) {
  if (!lastDay) return <View className="small grey">还没和支付机构对过账，明天上午对第一次。</View>;
  const { date, theirFen, sinceFen, underWayFen, openingFen, differenceFen } = lastDay;
  const offFen = underWayFen + openingFen + differenceFen;
  return (
    <>
      <View className="small grey">
        支付机构{day(date)}夜里记着{yuan(theirFen)}
        {sinceFen !== 0 && `，之后${sinceFen > 0 ? '进' : '出'}了${yuan(Math.abs(sinceFen))}`}
        {offFen !== 0 && `，有${yuan(Math.abs(offFen))}那边${offFen > 0 ? '先' : '还没'}记`}。
      </View>
      {differenceFen !== 0 && <Notice tone="bad">有{yuan(Math.abs(differenceFen))}对不上，平台财务在查。</Notice>}
    </>
  );
}

/** All that is held for one reason, order by order. */
export const Held = ({ group: { why, fen, count, orders } }: { group: HeldGroup }) => (
  <>
    <Heading more={`${count}笔，${yuan(fen)}`}>{HeldWhyWords[why]}</Heading>
    <Section>
      {orders.map(({ orderId, title, fen: one, paidAt, heldUntilAt, order }) => (
        <View
          key={orderId}
          className="line"
          {...(order && { 'aria-role': 'button', onClick: () => go(PAGES.order, { id: orderId }) })}
        >
          <DayMark at={heldUntilAt} tone={heldUntilAt || why === 'SETTLING' ? 'amber' : 'soil'} none={noneOf(why)} />
          <View className="grow">
            <View className="bold">{title}</View>
            {paidAt && <View className="small grey">{day(paidAt)}买家付的</View>}
          </View>
          <Price fen={one} />
        </View>
      ))}
      {count > orders.length && <View className="small grey">还有{count - orders.length}笔，看每月对账单。</View>}
    </Section>
  </>
);

const noneOf = (why: HeldGroup['why']): string => (why === 'SETTLING' ? '快了' : '没定');
