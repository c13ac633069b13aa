import { Alert, Tabs } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { FilingKindWords, PartyDetail } from '../api/admin.ts';
import { dateTime } from '../lib/format.ts';
import { may, whoMay } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import { Acts } from '../ui/Acts.tsx';
import { Card } from '../ui/Facts.tsx';
import { Clause, State } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Papers } from '../ui/Papers.tsx';
import { NotFound, Shown } from '../ui/States.tsx';
import { filingActs } from './filings.tsx';
import { measureAct, reReviewAct, revealAct, type Identity, type Party } from './party-acts.ts';
import { PartyContracts, PartyFacts, PartyFilings, PartyMeasures, PartyPeople, PartyReminders } from './party-tabs.tsx';

export function PartyPage() {
  const { id } = useParams();
  const asked = useAsk(PartyDetail, { id: id! });
  return (
    <Shown asked={asked}>{({ party }) => (party ? <PartyShown key={party.id} party={party} /> : <NotFound />)}</Shown>
  );
}

function PartyShown({ party }: { party: Party }) {
  const [revealed, setRevealed] = useState<Identity | null>(null);
  const open = party.filings?.find(({ state }) => state === 'UNDER_REVIEW');
  const identity = revealed ?? party.identity;
  const acts = [reReviewAct(party), measureAct(party), revealAct(party, setRevealed)];
  return (
    <>
      <PageHead
        title={party.name}
        back={{ to: '/parties', label: '经营主体' }}
        note={
          <>
            {party.kindTitle} · <State of={party.state} text={party.stateLabel} />{' '}
            {party.credit && ` · 信用 ${party.credit.level} 级 ${party.credit.score} 分`}
          </>
        }
      >
        <Acts acts={acts} available={party.availableActions} />
      </PageHead>
      {open && (
        <Alert
          type="info"
          showIcon
          message={
            <>
              {FilingKindWords[open.kind]}申请，{dateTime(open.submittedAt)} 提交。
              {may('decideFiling') ? '请在下面逐份看过证照，再作决定。' : `由${whoMay('decideFiling')}决定。`}{' '}
              <Clause of="6.4" />
            </>
          }
          action={<Acts acts={filingActs(open, party.name)} available={open.availableActions} />}
        />
      )}
      {party.creditCodeIsDoubtful && (
        <Alert type="warning" showIcon message="统一社会信用代码的校验位不对，请人工核实" />
      )}
      <Tabs
        defaultActiveKey={open ? 'papers' : 'facts'}
        items={[
          {
            key: 'papers',
            label: `证照（${party.documents?.length ?? 0}）`,
            children: (
              <Card>
                <Papers papers={party.documents ?? []} folder="/edges/sellers/files" />
              </Card>
            ),
          },
          {
            key: 'facts',
            label: '登记信息',
            children: <PartyFacts party={party} identity={identity} />,
          },
          {
            key: 'filings',
            label: '备案记录',
            children: <PartyFilings party={party} />,
          },
          {
            key: 'staff',
            label: '人员与培训',
            children: <PartyPeople party={party} />,
          },
          {
            key: 'contracts',
            label: '合同',
            children: <PartyContracts party={party} />,
          },
          {
            key: 'measures',
            label: party.measures ? `措施（${party.measures.length}）` : '措施',
            children: <PartyMeasures party={party} />,
          },
          {
            key: 'reminders',
            label: '提醒',
            children: <PartyReminders party={party} />,
          },
        ]}
      />
    </>
  );
}
