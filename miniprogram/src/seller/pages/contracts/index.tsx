import { View } from '@tarojs/components';
import { useState } from 'react';
import {
  AnswerContract,
  ConfirmSellerAgreement,
  ContractActWords,
  Contracts,
  ContractTermWords,
  JoinCovenant,
  LeaveCovenant,
  type ContractAct,
  type ContractsQuery,
} from '@/api/seller';
import { act } from '@/lib/client';
import { fullDay } from '@/lib/format';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { confirm, say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Fold, Lines } from '@/ui/Fold';
import { Page } from '../../ui/Page';
import { Cell, Clause, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { PrivatePicture } from '@/ui/Photos';
import { ContractForm } from '../../ui/ContractForm';
import { contractParties, sellingParties, signingParties } from '../../ui/parties';

type Party = ContractsQuery['myParties'][number];
type Document = NonNullable<ContractsQuery['publicServicePage']>['documents'][number];
interface Props {
  data: ContractsQuery;
  reload: () => Promise<void>;
}

/** With whom one has a contract, and what everybody who sells here agrees to. */
export default function ContractsPage() {
  const query = useQuery(Contracts, {});
  return (
    <Page
      right="owner"
      query={query}
      isEmpty={(data) => contractParties(data.myParties).length === 0}
      empty={{ text: '先登记成为卖家或配送公司' }}
    >
      {(data) => (
        <>
          {contractParties(data.myParties).map((party) => (
            <PartyContracts key={party.id} party={party} data={data} reload={query.reload} />
          ))}
          {sellingParties(data.myParties).length > 0 && <Agreement data={data} reload={query.reload} />}
          <Covenant data={data} reload={query.reload} />
        </>
      )}
    </Page>
  );
}

function PartyContracts({ party, data, reload }: Props & { party: Party }) {
  const [adding, setAdding] = useState(false);
  const contracts = party.contracts ?? [];
  return (
    <>
      <Section title={`${party.name}的合同`}>
        {contracts.map((contract) => (
          <View key={contract.id}>
            <View className="line">
              <View className="grow">
                <View>{contract.title}</View>
                <View className="small grey">
                  和 {[contract.party, contract.withParty].find((side) => side && side.id !== party.id)?.name ?? ''}
                </View>
                <View className="small grey break">编号 {contract.number}</View>
                <View className="small grey">
                  {fullDay(contract.validFromOn)}到{fullDay(contract.validUntilOn)}
                </View>
                {contract.fileId && (
                  <PrivatePicture
                    whole
                    id={contract.fileId}
                    edge="sellers"
                    size={160}
                    label={`合同${contract.number}的照片`}
                  />
                )}
              </View>
              <View>
                <Tag tone={contract.valid ? undefined : 'soil'}>{contract.valid ? '有效' : contract.stateLabel}</Tag>
              </View>
            </View>
            <Agreed contract={contract} reload={reload} />
          </View>
        ))}
        {contracts.length === 0 && <View className="grey">还没有登记合同</View>}
        {party.kind !== 'STATION' && (
          <Acts main={!adding}>
            <Button kind={adding ? undefined : 'main'} onTap={() => setAdding(!adding)}>
              {adding ? '先不登记' : '登记一份合同'}
            </Button>
          </Acts>
        )}
      </Section>
      {adding && (
        <ContractForm
          party={party}
          data={data}
          done={async () => {
            setAdding(false);
            await reload();
          }}
        />
      )}
    </>
  );
}

type Contract = NonNullable<Party['contracts']>[number];
const ANSWERS = ['SIGN', 'DECLINE', 'WITHDRAW'] as const satisfies readonly ContractAct[];

/** What the two agreed, and what one can still do with it. */
function Agreed({ contract, reload }: { contract: Contract; reload: () => Promise<void> }) {
  const answer = useAction(async (decision: ContractAct) => {
    await act(AnswerContract, { contractId: contract.id, decision }, `contract ${contract.id} ${decision}`);
    say('已办好');
    await reload();
  });
  return (
    <>
      {contract.terms.length > 0 && (
        <Fold title={`约定了${contract.terms.length}条`}>
          {contract.terms.map(({ term, shown }) => (
            <Cell key={term} label={ContractTermWords[term]}>
              {shown}
            </Cell>
          ))}
        </Fold>
      )}
      <Refusal problem={answer.problem} />
      {contract.availableActions.length > 0 && (
        <View className="buttons">
          {ANSWERS.filter((decision) => contract.availableActions.includes(decision)).map((decision) => (
            <Button
              key={decision}
              kind={decision === 'SIGN' ? 'main' : undefined}
              busy={answer.busy}
              onTap={() => answer.run(decision)}
              label={`${ContractActWords[decision]}：合同${contract.number}`}
            >
              {ContractActWords[decision]}
            </Button>
          ))}
        </View>
      )}
    </>
  );
}

const newest = (data: ContractsQuery, kind: Document['kind']): Document | undefined =>
  data.publicServicePage?.documents.find((document) => document.kind === kind);
const Text = ({ document }: { document: Document }) => (
  <Fold title={`看全文（第${document.version}版）`}>
    <Lines text={document.text} />
    <View className="small gap-top">{fullDay(document.publishedAt)}公布</View>
  </Fold>
);

/** What everybody who sells here agrees to. */
const AGREEMENT = 'SELLER_AGREEMENT';

function Agreement({ data, reload }: Props) {
  const document = newest(data, AGREEMENT);
  const agree = useAction(async () => {
    await act(ConfirmSellerAgreement, { kind: AGREEMENT, version: document!.version });
    say('已确认');
    await reload();
  });
  if (!document) return null;
  const confirmed = data.myAgreements?.some(
    ({ kind, version }) => kind === document.kind && version === document.version,
  );
  return (
    <Section title={document.title} extra={confirmed && <Tag>已确认</Tag>}>
      <Text document={document} />
      <Refusal problem={agree.problem} />
      {document.availableActions.includes('CONFIRM') && (
        <Acts>
          <Button kind="main" busy={agree.busy} onTap={agree.run}>
            我看过了，同意
          </Button>
        </Acts>
      )}
    </Section>
  );
}

function Covenant({ data, reload }: Props) {
  const document = newest(data, 'COVENANT');
  const join = useAction(async (partyId: string) => {
    await act(JoinCovenant, { partyId });
    say('已加入');
    await reload();
  });
  const leave = useAction(async (partyId: string) => {
    if (!(await confirm('退出公约', '以后不再受公约约束；已经作出的处理仍然有效。'))) return;
    await act(LeaveCovenant, { partyId });
    say('已退出');
    await reload();
  });
  if (!document) return null;
  return (
    <Section title={document.title}>
      <View className="grey">
        加不加入由您定。加入了，就要照着做。
        <Clause of="12.2.end" />
      </View>
      <Text document={document} />
      <Refusal problem={join.problem ?? leave.problem} />
      {signingParties(data.myParties).map((party) => (
        <View key={party.id} className="line">
          <View className="grow">{party.name}</View>
          {party.covenantVersion === document.version && <Tag>已加入</Tag>}
          {party.covenantActions?.includes('JOIN') && (
            <Button kind="main" busy={join.busy} onTap={() => join.run(party.id)} label={`${party.name}加入公约`}>
              {party.covenantVersion ? '加入新版' : '加入'}
            </Button>
          )}
          {party.covenantActions?.includes('LEAVE') && (
            <Button busy={leave.busy} onTap={() => leave.run(party.id)} label={`${party.name}退出公约`}>
              退出
            </Button>
          )}
        </View>
      ))}
    </Section>
  );
}
