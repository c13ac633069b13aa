import { View } from '@tarojs/components';
import { useState } from 'react';
import { MoneyStatement, OwnParty, StatementKindWords, type MoneyStatementQuery } from '@/api/seller';
import { chinaToday } from '@/lib/china-day';
import { day, yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { openPdf } from '@/lib/open-file';
import { useQuery } from '@/lib/query';
import { SAID } from '@/lib/said';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Cell, Notice, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Page } from '../../ui/Page';
import { PAGES } from '../../ui/pages';
import { sellingParty } from '../../ui/parties';

type Statement = NonNullable<MoneyStatementQuery['moneyStatement']>;
const thisMonth = (): string => chinaToday().slice(0, 7);
function monthAfter(month: string, months: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}
const said = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
const signed = (fen: number): string => (fen > 0 ? `+${yuan(fen)}` : fen < 0 ? `-${yuan(-fen)}` : yuan(fen));

/** A month of the party's account: what it began with, what came and went, and that it ends at the provider's line. */
export default function StatementPage() {
  const parties = useQuery(OwnParty, {});
  return (
    <Page
      right="FINANCE"
      query={parties}
      isEmpty={({ myParties }) => myParties.length === 0}
      empty={{ text: SAID.registerFirst }}
    >
      {({ myParties }) => {
        const party = sellingParty(myParties);
        return party && <Months key={party.id} partyId={party.id} />;
      }}
    </Page>
  );
}

function Months({ partyId }: { partyId: string }) {
  const [month, setMonth] = useState(thisMonth);
  const { data } = useQuery(MoneyStatement, { partyId, on: `${month}-01` });
  const open = useAction(() => openPdf(`payments/statements/${partyId}/${month}`, `对账单${month}.pdf`));
  const statement = data?.moneyStatement;
  return (
    <>
      <View className="between pad-x-4">
        <Button onTap={() => setMonth(monthAfter(month, -1))}>上个月</Button>
        <View className="title voice">{said(month)}</View>
        {month < thisMonth() ? <Button onTap={() => setMonth(monthAfter(month, 1))}>下个月</Button> : <View />}
      </View>
      {data && !statement && <Section>还没有开通商户号，没有账可对。</Section>}
      {statement && (
        <>
          <Moved statement={statement} />
          <AtBank statement={statement} />
          <Invoices of={statement.invoices} />
          <Refusal problem={open.problem} />
          <Acts>
            <Button kind="main" busy={open.busy} onTap={open.run}>
              打开对账单文件
            </Button>
          </Acts>
        </>
      )}
    </>
  );
}

const Moved = ({ statement: { openingFen, lines, closingFen, fromDepositFen, month } }: { statement: Statement }) => (
  <Section title="进出">
    <Cell label="月初有" plain>
      {yuan(openingFen)}
    </Cell>
    {lines.map(({ kind, fen, count }) => (
      <Cell key={kind} label={`${StatementKindWords[kind]}（${count}笔）`} plain>
        {signed(fen)}
      </Cell>
    ))}
    <Cell label={month === thisMonth() ? '现在有' : '月末有'} plain>
      <View className="bold">{yuan(closingFen)}</View>
    </Cell>
    <View className="small grey">冻着的和能用的都算在内。</View>
    {fromDepositFen > 0 && (
      <Cell label="另外从保证金赔出去" plain>
        {yuan(fromDepositFen)}
      </Cell>
    )}
  </Section>
);

/** What leads from ours to the provider's own line; a line that is zero is left out. */
function AtBank({ statement: { bank, isFinal, isClosed } }: { statement: Statement }) {
  if (!bank) return <Section title="和支付机构对账">这个月还没有对过账。每天上午对前一天的。</Section>;
  const between = [
    { label: `${day(bank.date)}以后的进出`, fen: -bank.sinceFen },
    { label: '只有一边记到的订单', fen: bank.underWayFen },
    { label: '第一次对账以前就有的', fen: bank.openingFen },
  ].filter(({ fen }) => fen !== 0);
  return (
    <Section title="和支付机构对账">
      {between.map(({ label, fen }) => (
        <Cell key={label} label={label} plain>
          {signed(fen)}
        </Cell>
      ))}
      <Cell label={`支付机构${day(bank.date)}夜里`} plain>
        {yuan(bank.theirFen)}
      </Cell>
      {bank.differenceFen !== 0 ? (
        <Notice tone="bad">有{yuan(Math.abs(bank.differenceFen))}对不上，平台财务在查。</Notice>
      ) : (
        <Notice tone="good">
          {isClosed
            ? '这个月已经关账，不会再变。'
            : isFinal
              ? '这个月每天都对上了，平台还没关账。'
              : '到这天都对上了。'}
        </Notice>
      )}
    </Section>
  );
}

const Invoices = ({ of }: { of: Statement['invoices'] }) => (
  <Section title="发票">
    <Cell label="开出" plain>
      {of.issuedCount}张，{yuan(of.issuedFen)}
    </Cell>
    {of.redCount > 0 && (
      <Cell label="冲红" plain>
        {of.redCount}张，{yuan(of.redFen)}
      </Cell>
    )}
    <Cell label="还没开的" onTap={() => go(PAGES.invoices)}>
      {of.waitingCount}张
    </Cell>
  </Section>
);
