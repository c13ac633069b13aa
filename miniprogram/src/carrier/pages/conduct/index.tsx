import { View } from '@tarojs/components';
import { CarrierConduct, CheckFormWords, CheckTopicWords, type CarrierConductQuery } from '@/api/carrier';
import { fullDay, moment, yuan } from '@/lib/format';
import { go } from '@/lib/go';
import { useQuery } from '@/lib/query';
import { DueBy } from '@/ui/DueBy';
import { Page } from '@/ui/Page';
import { Cell, Notice, Section, Tag } from '@/ui/parts';
import { NONE_MANAGED } from '../../ui/managed';

type Party = CarrierConductQuery['myParties'][number];
type Supervised = CarrierConductQuery['supervisionChecks']['edges'][number]['node'];
type PutUp = NonNullable<CarrierConductQuery['deposits']>['edges'][number]['node'];
/** Of every party alike, whatever it does. */
const PAGES_OF_PARTIES = {
  papers: '/seller/pages/papers/index',
  measures: '/seller/pages/conduct/index',
  contracts: '/seller/pages/contracts/index',
} as const;

/** How the carrier stands, and what supervision found. */
export default function ConductPage() {
  const query = useQuery(CarrierConduct, {});
  const carriersOf = (data: CarrierConductQuery): Party[] => data.myParties.filter(({ kind }) => kind === 'CARRIER');
  return (
    <Page query={query} isEmpty={(data) => carriersOf(data).length === 0} empty={NONE_MANAGED}>
      {(data) => carriersOf(data).map((party) => <Supervision key={party.id} party={party} data={data} />)}
    </Page>
  );
}

function Supervision({ party, data }: { party: Party; data: CarrierConductQuery }) {
  const standing = data.carriers.find(({ partyId }) => partyId === party.id);
  const waiting = (party.measures ?? []).filter(({ availableActions }) => availableActions.length > 0).length;
  const checks = data.supervisionChecks.edges
    .map(({ node }) => node)
    .filter(({ carrierPartyId }) => carrierPartyId === party.id)
    .sort((a, b) => b.plannedOn.localeCompare(a.plannedOn));
  return (
    <>
      <Section title={party.name}>
        {standing && (
          <Tag tone={standing.inGoodStanding ? undefined : 'bad'}>
            {standing.inGoodStanding ? '可以送货' : '不能送货'}
          </Tag>
        )}
        {standing && !standing.inGoodStanding && <Notice tone="bad">{standing.standingReason}</Notice>}
        {(party.reminders ?? []).map(({ id, text, dueOn }) => (
          <Notice key={id}>
            {text}（{fullDay(dueOn)}）
          </Notice>
        ))}
        <Cell label="措施和整改" onTap={() => go(PAGES_OF_PARTIES.measures)}>
          {waiting > 0 && <Tag tone="bad">{waiting}件</Tag>}
        </Cell>
        <Cell label="合同和公约" onTap={() => go(PAGES_OF_PARTIES.contracts)} />
        <Cell label="登记和证照" onTap={() => go(PAGES_OF_PARTIES.papers, { id: party.id })} />
      </Section>
      {(data.deposits?.edges ?? [])
        .filter(({ node }) => node.partyId === party.id)
        .map(({ node }) => (
          <Deposit key={node.id} deposit={node} />
        ))}
      <Section title="检查和举报">
        {checks.length === 0 && <View className="grey">没有检查，也没有人举报</View>}
        {checks.map((check) => (
          <OneCheck key={check.id} check={check} />
        ))}
      </Section>
    </>
  );
}

/** What the carrier has put up at the provider; short of what was agreed, how much is missing and until when. */
const Deposit = ({ deposit: { requiredFen, heldFen, contractNumber, state, ...rest } }: { deposit: PutUp }) => (
  <Section title="保证金" extra={<Tag tone={state === 'SHORT' ? 'bad' : undefined}>{rest.stateLabel}</Tag>}>
    <Cell label="哪份合同">
      <View className="break">{contractNumber}</View>
    </Cell>
    <Cell label="合同约定">{yuan(requiredFen)}</Cell>
    <Cell label="现有">{yuan(heldFen)}</Cell>
    {state === 'SHORT' && (
      <>
        <Cell label="还差">{yuan(requiredFen - heldFen)}</Cell>
        <Cell label="期限">
          <DueBy at={rest.dueAt} what="补足" />
        </Cell>
        <View className="small grey">
          充进您在支付机构的保证金账户就行。平台每天查一次{rest.lookedAt && `，上次 ${moment(rest.lookedAt)}`}
        </View>
      </>
    )}
  </Section>
);

const OneCheck = ({ check }: { check: Supervised }) => (
  <View className="line">
    <View className="grow">
      <View>
        {CheckFormWords[check.form]}：{CheckTopicWords[check.topic]}{' '}
        {check.doneAt ? (
          <Tag tone={check.breach ? 'bad' : undefined}>{check.breach ? '有问题' : '没问题'}</Tag>
        ) : (
          <Tag tone="amber">还没查</Tag>
        )}
      </View>
      <View className="small grey">{fullDay(check.plannedOn)}</View>
      {[
        check.reportText && `举报说：${check.reportText}`,
        check.finding && `查到：${check.finding}`,
        check.measure && `处理：${check.measure}`,
      ].map(
        (line) =>
          line && (
            <View key={line} className="small break">
              {line}
            </View>
          ),
      )}
    </View>
  </View>
);
