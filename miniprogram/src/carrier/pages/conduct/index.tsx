import { View } from '@tarojs/components';
import { useState } from 'react';
import { CarrierConduct, JoinCovenant, type CarrierConductQuery } from '@/api/carrier';
import { act } from '@/lib/client';
import { fullDay } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { Button } from '@/ui/Button';
import { Fold, Lines } from '@/ui/Fold';
import { Check, Tabs } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Cell, Notice, Section, Tag } from '@/ui/parts';
import { OneMeasure } from '../../ui/Measures';
import { NewContract } from '../../ui/NewContract';
import { Refusal } from '../../ui/Refusal';
import { NONE_MANAGED } from '../../ui/managed';
import '../../ui/carrier.scss';

type Party = CarrierConductQuery['myParties'][number];
type Supervised = CarrierConductQuery['supervisionChecks']['edges'][number]['node'];
interface PartProps {
  party: Party;
  data: CarrierConductQuery;
  reload: () => Promise<void>;
}
const FORMS: Readonly<Record<string, string>> = { spot: '抽查', 'on-site': '上门检查', report: '有人举报' };
const TOPICS: Readonly<Record<string, string>> = { agreement: '有没有照约定办', confidentiality: '客户信息保密', impersonation: '有没有冒用商家名义', 'on-time': '准不准时', cod: '代收货款', 'banned-goods': '违禁品' };
const PAPERS = '/seller/pages/papers/index';

/** What supervision asks of the carrier, and what it has signed. */
export default function ConductPage() {
  const [tab, setTab] = useState('supervision');
  const query = useQuery(CarrierConduct, {});
  const carriersOf = (data: CarrierConductQuery): Party[] => data.myParties.filter(({ kind }) => kind === 'carrier');
  return (
    <Page query={query} isEmpty={(data) => carriersOf(data).length === 0} empty={NONE_MANAGED}>
      {(data) => (
        <>
          <Tabs tabs={[{ value: 'supervision', label: '监管' }, { value: 'contracts', label: '合同和公约' }]} value={tab} onChange={setTab} />
          {carriersOf(data).map((party) => {
            const props = { party, data, reload: query.reload };
            return tab === 'supervision' ? <Supervision key={party.id} {...props} /> : <Contracts key={party.id} {...props} />;
          })}
        </>
      )}
    </Page>
  );
}

function Supervision({ party, data, reload }: PartProps) {
  const standing = data.carriers.find(({ partyId }) => partyId === party.id);
  const checks = data.supervisionChecks.edges.map(({ node }) => node).filter(({ carrierPartyId }) => carrierPartyId === party.id).sort((a, b) => b.plannedFor.localeCompare(a.plannedFor));
  return (
    <>
      <Section title={party.name}>
        {standing && <Tag tone={standing.inGoodStanding ? undefined : 'red'}>{standing.inGoodStanding ? '可以送货' : '不能送货'}</Tag>}
        {standing && !standing.inGoodStanding && <Notice tone="bad">{standing.standingReason}</Notice>}
        {(party.reminders ?? []).map(({ id, text, dueOn }) => <Notice key={id}>{text}（{fullDay(dueOn)}）</Notice>)}
        <Cell label="登记和证照" onTap={() => go(PAPERS, { id: party.id })} />
      </Section>
      {party.measures.length === 0 ? <Notice tone="good">平台没有对您公司采取措施</Notice> : party.measures.map((measure) => <OneMeasure key={measure.id} measure={measure} reload={reload} />)}
      <Section title="检查和举报">
        {checks.length === 0 && <View className="grey">没有检查，也没有人举报</View>}
        {checks.map((check) => <OneCheck key={check.id} check={check} />)}
      </Section>
    </>
  );
}

const OneCheck = ({ check }: { check: Supervised }) => (
  <View className="line">
    <View className="grow">
      <View>{FORMS[check.form] ?? check.form}：{TOPICS[check.topic] ?? check.topic} {check.doneAt ? <Tag tone={check.breach ? 'red' : undefined}>{check.breach ? '有问题' : '没问题'}</Tag> : <Tag tone="amber">还没查</Tag>}</View>
      <View className="small grey">{fullDay(check.plannedFor)}</View>
      {[check.reportText && `举报说：${check.reportText}`, check.finding && `查到：${check.finding}`, check.measure && `处理：${check.measure}`].map((line) => line && <View key={line} className="small break">{line}</View>)}
    </View>
  </View>
);

function Contracts({ party, data, reload }: PartProps) {
  const [adding, setAdding] = useState(false);
  const contracts = party.contracts ?? [];
  const others = [...data.operators.edges, ...data.stations.edges].map(({ node }) => node);
  return (
    <>
      <Section title="签过的合同" extra={!adding && <Button small onTap={() => setAdding(true)}>登记合同</Button>}>
        {contracts.length === 0 && <View className="grey">还没有登记合同</View>}
        {contracts.map((contract) => (
          <View key={contract.id} className="line">
            <View className="grow">
              <View>{contract.title} {contract.valid ? <Tag>有效</Tag> : <Tag tone="red">不在有效期</Tag>}</View>
              <View>和 {[contract.party, contract.withParty].find((side) => side && side.id !== party.id)?.name}</View>
              <View className="small grey break">编号 {contract.number}</View>
              <View className="small grey">有效到{fullDay(contract.validUntil)}</View>
            </View>
          </View>
        ))}
      </Section>
      {adding && <NewContract partyId={party.id} others={others} onClose={() => setAdding(false)} onDone={async () => { setAdding(false); say('登记好了'); await reload(); }} />}
      <Covenant party={party} covenant={data.publicDocuments[0]} reload={reload} />
    </>
  );
}

/** The newest version counts: whoever joined an older one is asked again. */
function Covenant({ party, covenant, reload }: { party: Party; covenant: CarrierConductQuery['publicDocuments'][number] | undefined; reload: () => Promise<void> }) {
  const [read, setRead] = useState(false);
  const join = useAction(async () => {
    await act(JoinCovenant, { partyId: party.id });
    await reload();
  });
  if (!covenant) return null;
  const joined = party.covenantVersion === covenant.version;
  return (
    <Section title="自律公约" extra={<Tag tone={joined ? undefined : 'amber'}>{joined ? '已加入' : party.covenantVersion ? '有新版' : '没加入'}</Tag>}>
      <Fold title={covenant.title} open={!joined}><Lines text={covenant.text} /></Fold>
      {!joined && (
        <>
          <Check on={read} onChange={setRead}>我读完了，照着做</Check>
          <Refusal problem={join.problem} />
          <View className="buttons"><Button kind="main" busy={join.busy} onTap={() => (read ? join.run() : say('请读完打勾'))}>加入公约</Button></View>
        </>
      )}
    </Section>
  );
}
