import { Authorities, OversightSourceWords, SaveAuthority, type AuthoritiesQuery } from '../api/admin.ts';
import { SAID } from '../lib/said.ts';
import { useAsk } from '../lib/use.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { ListTable } from '../ui/ListTable.tsx';
import { Shown } from '../ui/States.tsx';

type Authority = NonNullable<AuthoritiesQuery['authorities']>[number];
type Person = AuthoritiesQuery['regulators']['edges'][number]['node'];
const NONE = {};

const saveAct = (people: readonly Person[], known?: Authority) =>
  act({
    label: known ? '修改' : '登记单位',
    field: 'saveAuthority',
    form: () => ({
      draft: `authority.${known?.id ?? 'new'}`,
      title: known ? known.name : SAID.saveAuthority,
      submit: '保存',
      document: SaveAuthority,
      intro: '单位里的人互相看得到来件和答复；换了人，接手的人看得到以前的。',
      fields: [
        {
          name: 'kind',
          label: '哪一类',
          kind: 'choice',
          required: true,
          options: options(OversightSourceWords),
          initial: known?.kind,
        },
        { name: 'name', label: '单位名称', kind: 'text', required: true, max: 80, initial: known?.name },
        {
          name: 'jurisdiction',
          label: '管哪里、管什么',
          kind: 'text',
          required: true,
          max: 200,
          initial: known?.jurisdiction,
        },
        {
          name: 'memberIds',
          label: '谁在这个单位',
          kind: 'choices',
          options: people.map(({ accountId, login, displayName }) => ({
            value: accountId,
            label: `${displayName}（${login}）`,
          })),
          initial: known?.memberIds,
        },
      ],
      variables: ({ one, text, texts }) => ({
        input: {
          id: known?.id ?? null,
          kind: one('kind', OversightSourceWords),
          name: text('name'),
          jurisdiction: text('jurisdiction'),
          memberIds: texts('memberIds'),
        },
      }),
    }),
  });

/** Authorities and industry bodies, with their people (12.1, 12.2). */
export function AuthoritiesTable() {
  const asked = useAsk(Authorities, NONE);
  return (
    <Shown asked={asked}>
      {({ authorities, regulators, bodies }) => {
        const people = [...regulators.edges, ...bodies.edges].map(({ node }) => node);
        const nameOf = (id: string) => people.find(({ accountId }) => accountId === id)?.displayName ?? id;
        return (
          <>
            <Acts acts={[saveAct(people)]} />
            <ListTable
              name={SAID.authorities}
              rows={authorities ?? []}
              rowKey={({ id }) => id}
              empty="还没有登记单位"
              columns={[
                { title: '单位', text: ({ name }) => name },
                { title: '哪一类', text: ({ kind }) => OversightSourceWords[kind] },
                { title: '管哪里、管什么', text: ({ jurisdiction }) => jurisdiction },
                { title: '人员', text: ({ memberIds }) => memberIds.map(nameOf).join('、') || '没有人' },
                { ...work('saveAuthority'), render: (row) => <Acts size="small" acts={[saveAct(people, row)]} /> },
              ]}
            />
          </>
        );
      }}
    </Shown>
  );
}
