import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useState } from 'react';
import {
  DestroyRecalled,
  OwnRecalls,
  RecallCallerWords,
  RecallHazardWords,
  SealedGoods,
  type OwnRecallsQuery,
} from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { day, left, moment, yuan } from '@/lib/format';
import { useFresh } from '@/lib/fresh';
import { useAction } from '@/lib/once';
import { openPdf } from '@/lib/open-file';
import { dropPhoto } from '@/lib/photos';
import { stopWhere } from '@/lib/problem';
import { useList, useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { uploadPhoto } from '@/lib/uploads';
import { Button } from '@/ui/Button';
import { More } from '@/ui/More';
import { Graver } from './Graver';
import { Cell, Opened, Section, Tag } from '@/ui/parts';
import { PhotoField } from '@/ui/Photos';
import { Refusal } from '@/ui/Refusal';
import { Page } from '../../ui/Page';

type Case = OwnRecallsQuery['recallCases']['edges'][number]['node'] & { isLying: boolean };

/** Of a case with goods of several sellers each destroys what lies with them. */
function withWhatLies({ recallCases: { edges, pageInfo }, lying }: OwnRecallsQuery) {
  const ids = new Set(lying.edges.map(({ node }) => node.id));
  return { edges: edges.map(({ node }) => ({ node: { ...node, isLying: ids.has(node.id) } })), pageInfo };
}

/** Own lots that were called back: what is back and sealed is destroyed, and shown by a photo. */
export default function RecallsPage() {
  const list = useList(OwnRecalls, {}, withWhatLies);
  useFresh(list.reload);
  useReachBottom(() => void list.more());
  return (
    <Page
      right="LOTS"
      query={list}
      isEmpty={(cases) => cases.length === 0}
      empty={{ text: '没有召回', more: '要召回一批货，到“批次”里点开它' }}
    >
      {(cases) => (
        <>
          {cases.map((one) => (
            <Recalled key={one.id} one={one} reload={list.reload} />
          ))}
          <More list={list} />
        </>
      )}
    </Page>
  );
}

function Recalled({ one, reload }: { one: Case; reload: () => Promise<void> }) {
  const [isOpen, setOpen] = useState(false);
  const { figures, isLying } = one;
  const isLate = isLying && timeLeft(one) === null;
  const report = useAction(() => openPdf(`orders/recall-reports/${one.id}`, `召回报告${one.lotCode}.pdf`));
  return (
    <Section title={`${one.goods}　批号 ${one.lotCode}`}>
      <View className="between">
        <View>{RecallHazardWords[one.hazard]}</View>
        <Tag tone={one.state === 'CLOSED' ? 'soil' : 'bad'}>{one.stateLabel}</Tag>
      </View>
      <View className="small grey">
        {RecallCallerWords[one.caller]}，{day(one.openedAt)}
      </View>
      <View className="bold">{one.levelText}</View>
      <Cell label="报告">
        {one.reportedAt
          ? `平台${moment(one.reportedAt)}报给了主管部门`
          : `平台${moment(one.reportDueAt)}前报给主管部门`}
      </Cell>
      <Cell label="收回">
        {figures.recoveredUnits} / {figures.units} 件
      </Cell>
      <Cell label="销毁">
        {figures.destroyedUnits} 件{figures.shownUnits > 0 && `，另有 ${figures.shownUnits} 件等平台看照片`}
      </Cell>
      {figures.goneUnits > 0 && <Cell label="收不回">{figures.goneUnits} 件</Cell>}
      <Cell label="退了多少">{yuan(figures.refundDueFen)}，从货款里退</Cell>
      <Refusal problem={report.problem} />
      <View className="buttons">
        <Button busy={report.busy} onTap={report.run}>
          打开召回报告
        </Button>
      </View>
      {one.mayRegrade && <Graver one={one} done={reload} />}
      {one.state !== 'CLOSED' && (
        <>
          <View className={isLate ? 'bold red' : 'bold'}>
            收回的货单独封存，{moment(one.finishDueAt)}前销毁
            {isLying && (isLate ? '，已经过了，请马上办' : `，还有${timeLeft(one)}`)}
          </View>
          {isOpen ? (
            <Destroy one={one} done={reload} close={() => setOpen(false)} />
          ) : (
            isLying && (
              <View className="buttons">
                <Button kind="main" onTap={() => setOpen(true)}>
                  销毁了，传照片
                </Button>
              </View>
            )
          )}
        </>
      )}
    </Section>
  );
}

/** Until it has to be done; null when that is over. */
function timeLeft({ finishDueAt }: Case): string | null {
  const ms = Date.parse(finishDueAt) - Date.now();
  return ms > 0 ? left(ms) : null;
}

/** All that is sealed, with one photo of it. */
function Destroy({ one, done, close }: { one: Case; done: () => Promise<void>; close: () => void }) {
  const { data } = useQuery(SealedGoods, { caseId: one.id });
  const sealed = data?.recallRows.edges.map(({ node }) => node) ?? [];
  const { value: form, set, clear } = useDraft(`destroy ${one.id}`, { photo: '', fileId: '' });
  const [tried, setTried] = useState(false);
  const wrong = { photo: !form.photo && '请拍销毁的照片' };
  const save = useAction(async () => {
    setTried(true);
    stopWhere(wrong);
    const photoId = form.fileId || (await uploadPhoto('orders', 'recall-proof-photo', form.photo));
    set({ fileId: photoId });
    await act(DestroyRecalled, { caseId: one.id, rowIds: sealed.map(({ id }) => id), photoId });
    dropPhoto(form.photo);
    clear();
    say('交上去了，平台看过才算销毁');
    close();
    await done();
  });
  return (
    <Opened title="销毁了哪些">
      {sealed.map(({ id, lotCode, orderNumber, recoveredUnits, photoReturnReason }) => (
        <Cell key={id} label={orderNumber ? `订单 ${orderNumber}` : '库里的'}>
          {recoveredUnits} 件，批号 {lotCode}
          {photoReturnReason && <View className="red">照片退回了：{photoReturnReason}</View>}
        </Cell>
      ))}
      <Refusal problem={save.problem} fields={['photoId']} />
      <PhotoField
        label="销毁的照片"
        photo={form.photo}
        onChange={(photo) => set({ photo, fileId: '' })}
        hint="看得清货和怎么销毁的"
        error={(tried && wrong.photo) || save.problem?.at('photoId') || null}
      />
      <View className="buttons">
        <Button onTap={close}>先不传</Button>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          都销毁了
        </Button>
      </View>
    </Opened>
  );
}
