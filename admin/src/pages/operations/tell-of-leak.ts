import { IncidentActWords, TellOfLeak, type IncidentsQuery } from '../../api/admin.ts';
import { act } from '../../ui/Acts.tsx';
import type { Field } from '../../ui/fields.tsx';

type Notice = NonNullable<IncidentsQuery['incidents']['edges'][number]['node']['leakNotice']>;
/** How far it came: whose data it was, who was told, who surely knows. */
export const toldText = ({ stateLabel, affectedCount, toldCount, reachedCount, lostCount }: Notice): string =>
  `${stateLabel}：涉及${affectedCount}人（家），发了${toldCount}人，已看到或已发短信${reachedCount}人，找不到人的${lostCount}`;

const words = (name: string, label: string, help: string): Field => ({
  name,
  label,
  kind: 'paragraph',
  required: true,
  max: 500,
  help,
});

/** Has those told whose data leaked. */
export const tellAct = (incidentId: string) =>
  act({
    label: IncidentActWords.TELL_PEOPLE,
    field: 'tellOfLeak',
    action: 'TELL_PEOPLE',
    tone: 'danger',
    form: () => ({
      draft: `leak.${incidentId}`,
      title: IncidentActWords.TELL_PEOPLE,
      submit: '发出告知',
      danger: true,
      document: TellOfLeak,
      intro: '系统按查看记录找出涉及的每个人，逐个发消息，有手机号的再发短信；同样的话在网站“服务”页公告90天。',
      fields: [
        {
          name: 'readerId',
          label: '由哪个账号泄露（账号编号）',
          kind: 'text',
          max: 64,
          help: '只告知被这个账号看过的人；不填就告知所有人',
        },
        { name: 'from', label: '从什么时候', kind: 'moment', required: true },
        { name: 'to', label: '到什么时候', kind: 'moment', required: true },
        words('whatLeaked', '泄露了什么、为什么', '例如：收货姓名、电话；工作人员账号被盗'),
        words('harm', '可能的危害', '例如：可能接到冒充客服的电话'),
        words('measures', '已经做的和本人可以做的', '例如：账号已停用；不要把验证码告诉别人'),
        { name: 'contact', label: '联系谁', kind: 'text', required: true, max: 100 },
      ],
      variables: ({ text, maybe }, requestId) => ({
        input: {
          requestId,
          incidentId,
          readerId: maybe('readerId'),
          from: text('from'),
          to: text('to'),
          whatLeaked: text('whatLeaked'),
          harm: text('harm'),
          measures: text('measures'),
          contact: text('contact'),
        },
      }),
    }),
  });
