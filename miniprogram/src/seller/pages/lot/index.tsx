import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import {
  AddCertificate,
  CertificateTypeWords,
  InspectingPartyWords,
  LotSteps,
  MyLot,
  PaperStateWords,
  ReleaseLot,
  TraceUnitWords,
  type LotAct,
  type MyLotQuery,
} from '@/api/seller';
import { act } from '@/lib/client';
import { day, fullDay, moment } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { optionsOf } from '@/ui/forms';
import { Page } from '../../ui/Page';
import { Outcome } from '@/ui/Outcome';
import { Cell, Notice, Section, Steps, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Code } from '@/ui/Code';
import { MeasureChecks } from '../../ui/MeasureChecks';
import { PaperForm } from '../../ui/PaperForm';
import { StepForm } from './forms';
import { BagLabels } from './BagLabels';
import { PoolShares } from './PoolShares';
import { PromiseForm } from './PromiseForm';
import { PurchaseForm } from './PurchaseForm';
import { RecallForm } from './RecallForm';
import { ReportForm } from './ReportForm';
import { SelfCheckForm } from './SelfCheckForm';

type Lot = NonNullable<MyLotQuery['lot']>;
export default function LotPage() {
  const { params } = useRouter();
  const query = useQuery(MyLot, { id: params['id'] ?? '' });
  return (
    <Page right="LOTS" query={query} isEmpty={(data) => data.lot === null} empty={{ text: '没有这批货，或不归您管' }}>
      {(data) => <Manage lot={data.lot!} reload={query.reload} isFirstLook={params['look'] === '1'} />}
    </Page>
  );
}

const PAPER_TONES = { FILED: 'amber', ACCEPTED: 'good', RETURNED: 'bad' } as const;
/** How far a paper is, and what is wrong with one that came back. */
const Standing = ({ of }: { of: Pick<Lot['certificates'][number], 'state' | 'returnReason'> }) => (
  <>
    <Tag tone={PAPER_TONES[of.state]}>{PaperStateWords[of.state]}</Tag>
    {of.returnReason && <View className="small red">{of.returnReason}</View>}
  </>
);
/** The papers of this lot, and what was found when it was looked at. */
const Proofs = ({ lot, add }: { lot: Lot; add: (form: Adding) => void }) => (
  <Section
    title="证明和检验"
    extra={
      <Button small onTap={() => add('paper')}>
        加证明
      </Button>
    }
  >
    {lot.certificates.map((paper) => (
      <Cell key={paper.id} label={paper.title}>
        {paper.number}
        {paper.validUntilOn ? `，到${day(paper.validUntilOn)}` : ''}
        <Standing of={paper} />
      </Cell>
    ))}
    {lot.inspections.map((one) => (
      <Cell key={one.id} label={`${InspectingPartyWords[one.party]}报告`}>
        <Outcome passed={one.passed} />
        {one.laboratory}，{day(one.inspectedOn)}
        <View className="small">{one.comparison}</View>
        <Standing of={one} />
      </Cell>
    ))}
    {lot.selfChecks.map((one) => (
      <Cell key={one.id} label="自检">
        <Tag tone={one.passed ? undefined : 'bad'}>{one.passed ? '没发现问题' : '不合格'}</Tag>
        {one.checkedBy}，{day(one.checkedOn)}
      </Cell>
    ))}
    {lot.promise && (
      <Cell label={lot.promise.title}>
        {lot.promise.signedBy}，{moment(lot.promise.givenAt)}签的
      </Cell>
    )}
    {lot.certificates.length + lot.inspections.length + lot.selfChecks.length === 0 && (
      <View className="grey">还没有</View>
    )}
    <View className="buttons">
      <Button onTap={() => add('inspection')}>加检验报告</Button>
      <Button onTap={() => add('purchase')}>买来的，交进货凭证</Button>
      {lot.selfCheckForm && <Button onTap={() => add('self-check')}>填自检表</Button>}
      {lot.promiseBasis && <Button onTap={() => add('promise')}>开承诺达标合格证</Button>}
    </View>
  </Section>
);

const fieldText = ({ plotName, harvestedOn, quantity, unit }: Lot['fields'][number]): string =>
  `${plotName}，${day(harvestedOn)}收的，用了${quantity}${TraceUnitWords[unit]}`;

/** Where it begins, as buyers will read; or what is to be done so that they can. */
const begunAt = ({ fields, purchases }: Lot): string =>
  [
    ...fields.map(fieldText),
    ...purchases.map(
      ({ boughtIn, issuedOn }) => `${boughtIn?.goods ?? ''}，${day(issuedOn)}从${boughtIn?.origin ?? ''}进的`,
    ),
  ].join('；') || '还没有记录，买家会看到查不到。自己种的、采的，登记时选那次采收；买来的，在下面交进货凭证';

type Adding = 'purchase' | 'paper' | 'inspection' | 'self-check' | 'promise' | 'step' | 'recall';
interface ManageProps {
  lot: Lot;
  reload: () => Promise<void>;
  /** It comes from a listing: its look is the last that is asked, and then it is for sale. */
  isFirstLook: boolean;
}
function Manage({ lot, reload, isFirstLook }: ManageProps) {
  const [adding, setAdding] = useState<Adding | null>(isFirstLook && lot.selfCheckForm ? 'self-check' : null);
  const [round, setRound] = useState(0);
  const release = useAction(async () => {
    const { state } = await act(ReleaseLot, { lotId: lot.id });
    say(state === 'HELD' ? '等审核员看过就能卖' : '可以卖了');
    await reload();
  });
  const done = async (form: Adding): Promise<void> => {
    // Somebody may have opened another form meanwhile.
    setAdding((open) => (open === form ? null : open));
    setRound(round + 1);
    await reload();
    if (isFirstLook && form === 'self-check') await release.run();
  };
  const shut = (): void => setAdding(null);
  const can = (action: LotAct): boolean => lot.availableActions.includes(action);
  return (
    <>
      <Refusal problem={release.problem} fields={(lot.missingPapers ?? []).map(({ at }) => at)} />
      {lot.blockReason && (
        <Notice tone="bad">
          {lot.blockReason}
          {lot.holdDueAt ? `。先别卖，平台${moment(lot.holdDueAt)}前定能不能接着卖` : ''}
        </Notice>
      )}
      <Section title={`${lot.product?.title ?? ''} ${lot.sku?.specification ?? ''}`}>
        <Cell label="批号">{lot.lotCode}</Cell>
        <Cell label="生产日期">{fullDay(lot.producedOn)}</Cell>
        {lot.expiresOn && <Cell label="保质期到">{fullDay(lot.expiresOn)}</Cell>}
        <Cell label="进了">{lot.units ?? 0} 件</Cell>
        <Cell label="从哪里来">{begunAt(lot)}</Cell>
        {(lot.missingPapers ?? []).map((paper) => (
          <View key={paper.at} className="red">
            {paper.text}
          </View>
        ))}
        <Acts>
          {can('RECALL') && (
            <Button kind="danger" onTap={() => setAdding('recall')}>
              召回
            </Button>
          )}
          {can('RELEASE') && (
            <Button kind="main" busy={release.busy} onTap={release.run}>
              放行，可以卖
            </Button>
          )}
        </Acts>
      </Section>
      {adding === 'recall' && <RecallForm lotId={lot.id} done={() => done('recall')} close={shut} />}
      {lot.poolShares.length > 0 && <PoolShares lot={lot} reload={reload} />}
      <Proofs lot={lot} add={setAdding} />
      {adding === 'paper' && (
        <PaperForm
          title="加证明"
          draft={`certificate ${lot.id}`}
          type="CONFORMITY"
          types={optionsOf(CertificateTypeWords).filter(({ value }) => value !== 'PURCHASE')}
          edge="catalog"
          purpose="certificate"
          onClose={shut}
          onSave={async ({ type, number, issuer, from, until }, fileId, key) => {
            await act(
              AddCertificate,
              { lotId: lot.id, type, number, issuer, issuedOn: from, fileId, ...(until && { validUntilOn: until }) },
              `${key} ${number}`,
            );
            await done('paper');
          }}
        />
      )}
      {adding === 'purchase' && <PurchaseForm lotId={lot.id} done={() => done('purchase')} close={shut} />}
      {adding === 'inspection' && <ReportForm lotId={lot.id} done={() => done('inspection')} close={shut} />}
      {adding === 'self-check' && (
        <SelfCheckForm lotId={lot.id} lines={lot.selfCheckForm ?? []} done={() => done('self-check')} close={shut} />
      )}
      {adding === 'promise' && lot.promiseBasis && (
        <PromiseForm lotId={lot.id} basis={lot.promiseBasis} done={() => done('promise')} close={shut} />
      )}
      <MeasureChecks lot={lot} reload={reload} />
      <TraceOf key={round} code={lot.lotCode} add={() => setAdding('step')} />
      {adding === 'step' && <StepForm lotId={lot.id} done={() => done('step')} close={shut} />}
      <Codes lot={lot} reload={reload} />
    </>
  );
}

const Codes = ({ lot, reload }: Omit<ManageProps, 'isFirstLook'>) => (
  <>
    <BagLabels lot={lot} reload={reload} />
    <LotCode lot={lot} />
  </>
);

/** The code of the lot as a whole, as it was before bags had codes of their own. */
const LotCode = ({ lot }: { lot: Lot }) => (
  <Section title="追溯码">
    <Code text={lot.traceUrl} label={`批号${lot.lotCode}的追溯码`} />
    <View className="small grey break">{lot.traceUrl}</View>
    <View className="grey">这一批都一样。买家扫一扫就看到从地里到手里的每一步。</View>
    <View className="buttons">
      <Button onTap={() => go('/pages/trace/index', { code: lot.lotCode })}>看买家看到的</Button>
    </View>
  </Section>
);

function TraceOf({ code, add }: { code: string; add: () => void }) {
  const query = useQuery(LotSteps, { code });
  const trace = query.data?.trace;
  return (
    <Section
      title="从地里到现在"
      extra={
        <Button small onTap={add}>
          记一步
        </Button>
      }
    >
      {trace && !trace.verified && <Notice tone="bad">记录被改动过，请马上联系平台</Notice>}
      {trace ? (
        <Steps
          steps={trace.events.map((event) => ({
            key: event.sequence,
            state: 'done' as const,
            title: event.title,
            more: `${moment(event.at)}${event.place ? `　${event.place}` : ''}${event.note ? `　${event.note}` : ''}`,
          }))}
        />
      ) : (
        <View className="grey">{query.problem?.message ?? '放行后买家才看得到'}</View>
      )}
    </Section>
  );
}
