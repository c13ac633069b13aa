import { View } from '@tarojs/components';
import { useState } from 'react';
import { AskCorrection, CorrectionFieldWords, MyCorrections, type CorrectionField } from '@/api/shop';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { fullDay } from '@/lib/format';
import { go } from '@/lib/go';
import { known } from '@/lib/known';
import { useAction } from '@/lib/once';
import { dropPhoto } from '@/lib/photos';
import { stopWhere } from '@/lib/problem';
import { usePromised } from '@/lib/promises';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { uploadPhotos } from '@/lib/uploads';
import { Button } from '@/ui/Button';
import { Choice, optionsOf } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Bar, Cell, Field, Section } from '@/ui/parts';
import { Photos } from '@/ui/Photos';
import { Refusal } from '@/ui/Refusal';

const PHOTOS_MAX = 3;
interface Form {
  field: CorrectionField;
  partyId: string;
  value: string;
  reason: string;
  photos: string[];
  /** Those that the platform has, by the photo. */
  sent: Record<string, string>;
}
const NOTHING: Form = { field: 'OTHER', partyId: '', value: '', reason: '', photos: [], sent: {} };

function useCorrection(parties: readonly { id: string }[], reload: () => Promise<unknown>) {
  const draft = useDraft<Form>('correction', NOTHING);
  const [tried, setTried] = useState(false);
  const form = { ...draft.value, field: known(CorrectionFieldWords, draft.value.field, 'OTHER') };
  const partyId = form.field === 'FILING_NAME' ? form.partyId || parties[0]?.id : undefined;
  const missing = {
    value: form.value.trim() ? null : '请写应该是什么',
    reason: form.reason.trim().length >= 2 ? null : '请写哪里错了',
  };
  const ask = useAction(async () => {
    setTried(true);
    stopWhere(missing);
    const photoIds = await uploadPhotos('trust', 'correction-photo', form, draft.set);
    const { dueAt } = await act(AskCorrection, {
      field: form.field,
      ...(partyId && { partyId }),
      value: form.value.trim(),
      reason: form.reason.trim(),
      ...(photoIds.length > 0 && { photoIds }),
    });
    form.photos.forEach(dropPhoto);
    draft.clear();
    setTried(false);
    say(`收到了，${fullDay(dueAt)}前答复您`);
    await reload();
  });
  return { draft, form, partyId, ask, wrong: tried ? missing : { value: null, reason: null } };
}

/** What people cannot change themselves they ask to have put right. */
export default function CorrectionPage() {
  const query = useQuery(MyCorrections, {});
  const parties = query.data?.myParties ?? [];
  const { draft, form, partyId, ask, wrong } = useCorrection(parties, query.reload);
  const promised = usePromised();
  const can = query.data?.correctableFields ?? [];
  const fields = optionsOf(CorrectionFieldWords).filter(({ value }) => can.includes(value));
  return (
    <Page
      query={query}
      bar={() => (
        <Bar>
          <Button kind="main" wide busy={ask.busy} onTap={ask.run}>
            申请更正
          </Button>
        </Bar>
      )}
    >
      {({ myCorrections }) => (
        <>
          <Refusal problem={ask.problem} fields={['field', 'value', 'reason', 'photoIds']} />
          <Section title="自己能改的，直接改">
            <Cell label="收货地址" onTap={() => go('/pages/addresses/index')} />
            <Cell label="手机号" onTap={() => go('/pages/phone/index')} />
          </Section>
          <Section title="自己改不了的，申请更正">
            <Choice
              label="哪一项"
              value={form.field}
              options={fields}
              onChange={(field) => draft.set({ field })}
              error={ask.problem?.at('field')}
            />
            {form.field === 'FILING_NAME' && parties.length > 1 && (
              <Choice
                label="谁的备案"
                value={partyId ?? ''}
                options={parties.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={(id) => draft.set({ partyId: id })}
              />
            )}
            <Field
              label="应该是"
              value={form.value}
              onInput={(value) => draft.set({ value })}
              maxLength={60}
              error={ask.problem?.at('value') ?? wrong.value}
            />
            <Field
              label="哪里错了"
              long
              value={form.reason}
              onInput={(reason) => draft.set({ reason })}
              maxLength={500}
              placeholder="哪一条信息、错成了什么"
              error={ask.problem?.at('reason') ?? wrong.reason}
            />
            <Photos
              label="能证明的证件，拍下来"
              paths={form.photos}
              max={PHOTOS_MAX}
              onChange={(photos) => draft.set({ photos })}
              error={ask.problem?.at('photoIds')}
            />
          </Section>
          {myCorrections.length > 0 && (
            <Section title="申请过的">
              {myCorrections.map((one) => (
                <View key={one.id} className="gap-top">
                  <Cell label={CorrectionFieldWords[one.field]} plain>
                    {one.stateLabel}
                  </Cell>
                  <View className="small grey">
                    改成“{one.value}”，{fullDay(one.askedAt)}申请，
                    {one.decidedAt ? `${fullDay(one.decidedAt)}答复` : `${fullDay(one.dueAt)}前答复`}
                  </View>
                  {one.answer && <View>{one.answer}</View>}
                </View>
              ))}
            </Section>
          )}
          <View className="small grey middle pad-4">{promised('answerDataRequest')}内答复。</View>
        </>
      )}
    </Page>
  );
}
