import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useState } from 'react';
import {
  AddStaff,
  MyStaff,
  RemoveStaff,
  StaffRightWords,
  StaffRoleWords,
  type MyStaffQuery,
  type StaffRight,
} from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { day } from '@/lib/format';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { keptRights, rightName } from '@/lib/rights';
import { useSave } from '@/lib/save';
import { ACCOUNT, accountOf, useScan } from '@/lib/scan';
import { confirm } from '@/lib/say';
import { NotYoursHere } from '@/ui/Acting';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Code } from '@/ui/Code';
import { Choices, optionsOf } from '@/ui/forms';
import { Page } from '../../ui/Page';
import { Cell, Field, Opened, Section, Tag } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';

/** What is proposed. */
const FIRST_RIGHTS: readonly StaffRight[] = ['ORDERS'];
type Party = MyStaffQuery['myParties'][number];

/** Who may do what for the party; who works for nobody yet shows the code that an owner scans. */
export default function StaffPage() {
  const query = useQuery(MyStaff, {});
  return (
    <Page right="STAFF" query={query}>
      {(data) => (
        <>
          {data.myParties.map((party) => (
            <PartyStaff key={party.id} party={party} reload={query.reload} />
          ))}
          <Section title="我的码">
            {data.me && (
              <>
                <Code text={`heitu:account:${data.me.id}`} label="我的码，给负责人扫" />
                <View className="grey">要给别人干活？让负责人在“加人”里扫这个码，或者输入下面的号。</View>
                <View className="small break">{data.me.id}</View>
              </>
            )}
          </Section>
        </>
      )}
    </Page>
  );
}

function PartyStaff({ party, reload }: { party: Party; reload: () => Promise<void> }) {
  const [adding, setAdding] = useState(false);
  const remove = useAction(async (id: string, name: string) => {
    if (!(await confirm(`不让${name}再管？`, '马上就不能再用您的店铺'))) return;
    await act(RemoveStaff, { staffId: id });
    await reload();
  });
  return (
    <>
      <Section
        title={party.name}
        extra={
          party.staff !== null && (
            <Button small onTap={() => setAdding(!adding)}>
              加人
            </Button>
          )
        }
      >
        <Refusal problem={remove.problem} />
        {(party.staff ?? []).map((one) => (
          <View key={one.id} className="line">
            <View className="grow">
              <View>
                {one.name} {one.isActive ? <Tag>{one.post}</Tag> : <Tag tone="soil">已离开</Tag>}
              </View>
              <View className="small grey">
                {one.role === 'NONE'
                  ? StaffRoleWords[one.role]
                  : one.rights.length > 0
                    ? one.rights.map(rightName).join('、')
                    : '全部'}
              </View>
            </View>
            {one.availableActions.includes('REMOVE') && (
              <Button
                small
                kind="danger"
                busy={remove.busy}
                onTap={() => remove.run(one.id, one.name)}
                label={`移走${one.name}`}
              >
                移走
              </Button>
            )}
          </View>
        ))}
        {party.staff === null && <NotYoursHere right="STAFF" />}
        {party.staff?.length === 0 && <View className="grey">只有您一个人</View>}
      </Section>
      {adding && (
        <NewStaff
          partyId={party.id}
          close={() => setAdding(false)}
          done={async () => {
            setAdding(false);
            await reload();
          }}
        />
      )}
      {(party.trainings ?? []).length > 0 && (
        <Section title="培训">
          {party.trainings!.map((one) => (
            <Cell key={one.id} label={day(one.trainedOn)}>
              {one.title} {one.examScore}分{one.passed ? '' : '（没及格）'}
            </Cell>
          ))}
        </Section>
      )}
    </>
  );
}

function NewStaff({ partyId, close, done }: { partyId: string; close: () => void; done: () => Promise<void> }) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(`staff ${partyId}`, { accountId: '', name: '', post: '', rights: FIRST_RIGHTS });
  const rights = keptRights(form.rights);
  const wrong = {
    accountId: !form.accountId && '请扫他的码',
    name: !form.name.trim() && '请填写姓名',
    rights: rights.length === 0 && '至少选一样',
  };
  const read = useScan(ACCOUNT, (text) => {
    const accountId = accountOf(text);
    if (!accountId) return SAID.notAPersonsCode;
    set({ accountId });
  });
  const save = useSave(wrong, async () => {
    await act(
      AddStaff,
      {
        partyId,
        accountId: form.accountId,
        name: form.name.trim(),
        role: 'SELLER_STAFF',
        rights,
        ...(form.post.trim() && { post: form.post.trim() }),
      },
      `staff ${partyId} ${form.accountId} ${rights.join()}`,
    );
    clear();
    await done();
  });
  return (
    <Opened title="加人">
      <View className="row">
        <View className="grow">
          <Field
            label="他的码"
            value={form.accountId}
            onInput={(accountId) => set({ accountId: accountOf(accountId) ?? accountId })}
            error={save.at('accountId')}
            maxLength={80}
          />
        </View>
        <Button busy={read.busy} onTap={read.run}>
          扫码
        </Button>
      </View>
      <Field label="姓名" value={form.name} onInput={(name) => set({ name })} error={save.at('name')} maxLength={30} />
      <Field
        label="岗位（可以不填）"
        value={form.post}
        onInput={(post) => set({ post })}
        error={save.at('post')}
        placeholder="比如 库管"
        maxLength={20}
      />
      <Choices
        label="让他管什么"
        values={rights}
        options={optionsOf(StaffRightWords)}
        onChange={(chosen) => set({ rights: chosen })}
        error={save.at('rights')}
      />
      <Refusal problem={save.problem} fields={['accountId', 'name', 'post', 'rights']} />
      <Acts>
        <Button onTap={close}>先不加</Button>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          加上
        </Button>
      </Acts>
    </Opened>
  );
}
