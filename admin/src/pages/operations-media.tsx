import {
  BackupMedia,
  ConfirmCustody,
  DestroyMedium,
  HandOverMedium,
  MediaKeepers,
  MediumActWords,
  MediumKindWords,
  RegisterMedium,
  type BackupMediaQuery,
  type MediaKeepersQuery,
} from '../api/admin.ts';
import { date, dateTime, orNone } from '../lib/format.ts';
import { may } from '../lib/rights.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import type { Field } from '../ui/fields.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Clause, Mark } from '../ui/marks.tsx';
import { stateColumn } from '../ui/state-column.tsx';

type Medium = BackupMediaQuery['backupMedia']['edges'][number]['node'];
type Keepers = MediaKeepersQuery['mediaKeepers'];

const WHERE: readonly Field[] = [
  { name: 'place', label: '放在哪里', kind: 'text', required: true, max: 80, help: '例如：县档案馆二楼3号柜' },
  { name: 'isOffSite', label: '不和机房在同一处', kind: 'switch', initial: true },
];
const register = act({
  label: '登记介质',
  field: 'registerMedium',
  tone: 'primary',
  form: () => ({
    draft: 'medium',
    title: '登记离线介质',
    submit: '登记',
    intro: '谁登记，介质就在谁手里；交给别人要对方签收。',
    document: RegisterMedium,
    fields: [
      { name: 'label', label: '介质上写的编号', kind: 'text', required: true, max: 40 },
      { name: 'kind', label: '种类', kind: 'choice', required: true, options: options(MediumKindWords) },
      ...WHERE,
    ],
    variables: ({ text, is, one }, requestId) => ({
      input: {
        requestId,
        label: text('label'),
        kind: one('kind', MediumKindWords),
        place: text('place'),
        isOffSite: is('isOffSite'),
      },
    }),
  }),
});
const handOver = ({ id, label }: Medium, keepers: Keepers) =>
  act({
    label: '交给别人',
    field: 'handOverMedium',
    action: 'HAND_OVER',
    form: () => ({
      draft: `medium.${id}`,
      title: `${MediumActWords.HAND_OVER}：${label}`,
      submit: '交出',
      intro: '对方签收以前，介质还算在交出的人手里。',
      document: HandOverMedium,
      fields: [
        {
          name: 'takerId',
          label: '交给谁',
          kind: 'pick',
          required: true,
          options: keepers.map(({ id: value, displayName: label }) => ({ value, label })),
        },
        { name: 'purpose', label: '做什么用', kind: 'text', required: true, max: 200 },
      ],
      variables: ({ text }, requestId) => ({
        input: { requestId, mediumId: id, takerId: text('takerId'), purpose: text('purpose') },
      }),
    }),
  });
const confirm = ({ id, label, place }: Medium) =>
  act({
    label: MediumActWords.CONFIRM,
    field: 'confirmCustody',
    action: 'CONFIRM',
    tone: 'primary',
    form: () => ({
      draft: `medium-in.${id}`,
      title: `${MediumActWords.CONFIRM}：${label}`,
      submit: MediumActWords.CONFIRM,
      intro: `原来放在：${place}`,
      document: ConfirmCustody,
      fields: WHERE,
      variables: ({ text, is }) => ({ input: { mediumId: id, place: text('place'), isOffSite: is('isOffSite') } }),
    }),
  });
const destroy = ({ id, label }: Medium) =>
  act({
    label: MediumActWords.DESTROY,
    field: 'destroyMedium',
    action: 'DESTROY',
    tone: 'danger',
    form: () => ({
      draft: `medium-out.${id}`,
      title: `${MediumActWords.DESTROY}：${label}`,
      submit: '已经销毁',
      danger: true,
      document: DestroyMedium,
      fields: [{ name: 'how', label: '怎么销毁的、谁在场', kind: 'text', required: true, max: 200 }],
      variables: ({ text }) => ({ input: { mediumId: id, how: text('how') } }),
    }),
  });

const signed = ({ confirmedAt, lapsedAt }: Medium['handovers'][number]): string =>
  confirmedAt ? dateTime(confirmedAt) : lapsedAt ? '没人签收，没有交出' : '还没有签收';

/** In whose hands each off-line medium is, and through whose it went. */
export function Media() {
  const keepers = useAsk(may('mediaKeepers') ? MediaKeepers : null, {});
  const people = keepers.data?.mediaKeepers ?? [];
  return (
    <>
      <div className="bar between no-print">
        <p className="small grey">
          每件离线介质在谁手里，交接双方都要签字 <Clause of="11.7.4.dz" />
        </p>
        <Acts acts={[register]} />
      </div>
      <DataTable
        name="离线介质"
        document={BackupMedia}
        variables={({ toSign }, page) => ({ ...page, toSign: toSign === 'yes' })}
        rows={({ backupMedia }) => backupMedia}
        rowKey={({ id }) => id}
        empty="没有登记过离线介质"
        filters={[{ name: 'toSign', label: '范围', options: [{ value: 'yes', label: '等我签收' }] }]}
        columns={[
          { title: '编号', text: ({ label }) => label, sort: 'LABEL' },
          { title: '种类', text: ({ kind }) => MediumKindWords[kind] },
          stateColumn(),
          {
            title: '保管人',
            text: ({ holder }) => orNone(holder),
            render: ({ holder, isHeld, state }) => (
              <>
                {orNone(holder)} {!isHeld && state !== 'DESTROYED' && <Mark tone="bad">已不在岗</Mark>}
              </>
            ),
          },
          { title: '从何时起', text: ({ heldFromAt }) => dateTime(heldFromAt) },
          {
            title: '放在哪里',
            text: ({ place, isOffSite }) => `${place}（${isOffSite ? '异地' : '和机房同一处'}）`,
            width: 200,
          },
          { title: '等谁签收', text: ({ taker }) => orNone(taker) },
          { title: '登记', text: ({ registeredAt }) => date(registeredAt), sort: 'REGISTERED_AT' },
          {
            ...work('handOverMedium'),
            render: (medium) => (
              <Acts
                size="small"
                available={medium.availableActions}
                acts={[confirm(medium), handOver(medium, people), destroy(medium)]}
              />
            ),
          },
        ]}
        expand={({ label, handovers, fate, destroyedAt }) => (
          <>
            {fate && (
              <p className="written">
                {dateTime(destroyedAt)} 销毁：{fate}
              </p>
            )}
            <ListTable
              bare
              name={`${label} 的交接`}
              rowKey={({ id }) => id}
              rows={handovers}
              empty="还没有交接过"
              columns={[
                { title: '交出', text: ({ offeredAt }) => dateTime(offeredAt) },
                { title: '交出人', text: ({ giver }) => orNone(giver) },
                { title: '接收人', text: ({ taker }) => orNone(taker) },
                { title: '做什么用', text: ({ purpose }) => purpose },
                { title: '签收', text: signed },
                { title: '放到', text: ({ place }) => orNone(place) },
              ]}
            />
          </>
        )}
      />
    </>
  );
}
