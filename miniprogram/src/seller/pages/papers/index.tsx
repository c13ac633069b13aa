import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import {
  AddDocument,
  DocumentStateWords,
  DocumentTypeWords,
  MyBusiness,
  SubmitFiling,
  WithdrawDocument,
  type DocumentState,
  type DocumentType,
  type MyBusinessQuery,
  PartyActWords,
} from '@/api/seller';
import { act } from '@/lib/client';
import { fullDay, moment } from '@/lib/format';
import { go } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { confirm, say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { optionsOf } from '@/ui/forms';
import { Page } from '../../ui/Page';
import { Clause, Notice, Section, Tag, type Tone } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { PaperForm } from '../../ui/PaperForm';
import { sellingParties } from '../../ui/parties';
import { PAGES } from '../../ui/pages';

type Party = MyBusinessQuery['myParties'][number];
const TONES: Partial<Record<DocumentState, Tone>> = { FILED: 'amber', UNDER_REVIEW: 'amber', WITHDRAWN: 'soil' };

/** A party's papers: what is asked for, what is there, until when; and handing them in. */
export default function PapersPage() {
  const { params } = useRouter();
  const query = useQuery(MyBusiness, {});
  return (
    <Page
      right="owner"
      query={query}
      isEmpty={(data) => data.myParties.length === 0}
      empty={{
        text: '您还没有登记',
        more: '先登记，再拍证照',
        action: (
          <Button kind="main" onTap={() => go(PAGES.register)}>
            去登记
          </Button>
        ),
      }}
    >
      {(data) => (
        <>
          {[...data.myParties]
            .sort((a, b) => Number(b.id === params['id']) - Number(a.id === params['id']))
            .map((party) => (
              <PartyPapers key={party.id} party={party} reload={query.reload} />
            ))}
        </>
      )}
    </Page>
  );
}

type Paper = NonNullable<Party['documents']>[number];
/** From then on a paper that ends asks for the new one. */
const RENEW_AHEAD_MS = 60 * 24 * 3_600_000;
const endsSoon = ({ state, validUntilOn }: Paper): boolean =>
  state !== 'WITHDRAWN' && validUntilOn !== null && Date.parse(validUntilOn) - Date.now() < RENEW_AHEAD_MS;

interface OnFileProps {
  document: Paper;
  busy: boolean;
  withdraw: (id: string) => void;
  renew: (document: Paper) => void;
}
const OnFile = ({ document, busy, withdraw, renew }: OnFileProps) => (
  <View className="line">
    <View className="grow">
      <View>
        {document.title} <Tag tone={TONES[document.state]}>{DocumentStateWords[document.state]}</Tag>
      </View>
      <View className="small grey break">编号 {document.number}</View>
      <View className="small grey">
        {document.validUntilOn ? `有效到${fullDay(document.validUntilOn)}` : '长期有效'}
        {document.fileId ? '，有照片' : ''}
      </View>
    </View>
    {endsSoon(document) && (
      <Button small kind="main" onTap={() => renew(document)} label={`拍新的${document.title}`}>
        拍新的
      </Button>
    )}
    {document.availableActions.includes('WITHDRAW') && (
      <Button small busy={busy} onTap={() => withdraw(document.id)} label={`撤回${document.title}`}>
        撤回
      </Button>
    )}
  </View>
);

interface MissingProps {
  paper: NonNullable<Party['compulsoryDocuments']>[number];
  add: (type: DocumentType) => void;
}
const Missing = ({ paper: { type, title, clause, onlyForFood }, add }: MissingProps) => (
  <View className="line">
    <View className="grow">
      {title}
      <Clause of={clause} />
      {onlyForFood && <View className="small grey">卖加工食品才要</View>}
    </View>
    <Button small kind="main" onTap={() => add(type)} label={`拍${title}`}>
      去拍
    </Button>
  </View>
);

function PartyPapers({ party, reload }: { party: Party; reload: () => Promise<void> }) {
  const [adding, setAdding] = useState<DocumentType | '' | null>(null);
  const [former, setFormer] = useState<Paper | null>(null);
  const renew = (document: Paper): void => {
    setFormer(document);
    setAdding(document.type);
  };
  const add = (type: DocumentType | ''): void => {
    setFormer(null);
    setAdding(type);
  };
  const documents = party.documents ?? [];
  const last = party.filings?.[0];
  const submit = useAction(async () => {
    await act(SubmitFiling, { partyId: party.id }, `submit ${party.id} ${documents.length}`);
    say('已提交，平台审核后会告诉您');
    await reload();
  });
  const withdraw = useAction(async (id: string) => {
    if (!(await confirm('撤回这份证照？', '撤回后可以重新拍'))) return;
    await act(WithdrawDocument, { documentId: id });
    await reload();
  });
  const missing = (party.compulsoryDocuments ?? []).filter(
    ({ type }) => !documents.some((document) => document.type === type),
  );
  return (
    <>
      <Section title={party.name} extra={<Tag tone={party.inGoodStanding ? undefined : 'bad'}>{party.stateLabel}</Tag>}>
        <View className="grey">
          {party.kindTitle}
          {party.validUntilOn ? `，证照有效到${fullDay(party.validUntilOn)}` : ''}
        </View>
        {last && (
          <Notice tone={last.state === 'APPROVED' ? 'good' : last.state === 'UNDER_REVIEW' ? undefined : 'bad'}>
            {last.stateLabel}（{moment(last.decidedAt ?? last.submittedAt)}）{last.reason ? `：${last.reason}` : ''}
          </Notice>
        )}
        {!last && missing.length === 0 && (
          <Notice tone="good">
            {documents.length > 0 ? '要的证照齐了' : '不用别的证照'}，点“提交审核”就行。平台看过会告诉您。
          </Notice>
        )}
        <Refusal problem={submit.problem} />
        {documents.map((document) => (
          <OnFile key={document.id} document={document} busy={withdraw.busy} withdraw={withdraw.run} renew={renew} />
        ))}
        {missing.map((paper) => (
          <Missing key={paper.type} paper={paper} add={add} />
        ))}
        <Acts>
          <Button onTap={() => add('')}>加别的证照</Button>
          {party.inGoodStanding && sellingParties([party]).length > 0 && (
            <Button kind="main" onTap={() => go(PAGES.today)}>
              去我的店铺
            </Button>
          )}
          {party.availableActions.includes('SUBMIT_FILING') && (
            <Button kind="main" busy={submit.busy} onTap={submit.run}>
              {PartyActWords.SUBMIT_FILING}
            </Button>
          )}
        </Acts>
      </Section>
      {adding !== null && (
        <PaperForm
          key={`${adding} ${former?.id ?? ''}`}
          title={former ? `拍新的${former.title}` : '拍证照'}
          draft={`paper ${party.id} ${adding} ${former?.id ?? ''}`.trim()}
          {...(former && { former: { number: former.number, issuer: former.issuer }, saves: '保存，送审' })}
          type={adding}
          types={optionsOf(DocumentTypeWords)}
          edge="sellers"
          purpose="licence"
          onClose={() => setAdding(null)}
          onSave={async ({ type, number, issuer, from, until }, fileId, key) => {
            await act(
              AddDocument,
              {
                partyId: party.id,
                type,
                number,
                issuer,
                validFromOn: from,
                ...(until && { validUntilOn: until }),
                fileId,
              },
              key,
            );
            setAdding(null);
            // A new paper in the place of one that ends is of no use until somebody has looked at it.
            if (former && party.availableActions.includes('SUBMIT_FILING'))
              await act(SubmitFiling, { partyId: party.id }, `submit ${key}`);
            await reload();
          }}
        />
      )}
    </>
  );
}
