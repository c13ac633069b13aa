import type { Filled } from '../ui/filled.ts';
import { Link } from 'react-router';
import { DecideSupplier, Suppliers, SupplierActWords, SupplierStateWords, type SupplierAct } from '../api/admin.ts';
import { date, orNone } from '../lib/format.ts';
import { options } from '../lib/words.ts';
import { act, Acts, work } from '../ui/Acts.tsx';
import { DataTable } from '../ui/DataTable.tsx';
import { Facts } from '../ui/Facts.tsx';
import { YesNo } from '../ui/marks.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Papers } from '../ui/Papers.tsx';
import { stateColumn } from '../ui/state-column.tsx';

const DECISIONS: readonly (readonly [SupplierAct, 'primary' | 'danger' | undefined])[] = [
  ['APPROVE', 'primary'],
  ['RETURN', undefined],
  ['REJECT', 'danger'],
];

export function SuppliersPage() {
  return (
    <>
      <PageHead title="供应商" note="由网商自己审查备案；这里可以看每一家的证照" />
      <DataTable
        name="供应商"
        document={Suppliers}
        variables={({ state, partyId }, page) => ({ ...page, state, partyId })}
        rows={({ suppliers }) => suppliers}
        rowKey={({ id }) => id}
        filters={[
          { name: 'state', label: '状态', options: options(SupplierStateWords) },
          { name: 'partyId', label: '供给', kind: 'party' },
        ]}
        empty="没有这样的供应商"
        expand={(one) => (
          <>
            <Facts
              columns={3}
              of={[
                ['地址', one.address],
                ['证照有效至', date(one.validUntilOn)],
                ['备案日期', date(one.createdAt)],
                ['联系人', `${orNone(one.contactName)} ${one.contactPhone ?? ''}`],
                ['身份证号', one.residentIdNumber],
                ['不通过的理由', one.reason],
                [
                  '信用代码',
                  one.creditCode && `${one.creditCode}${one.creditCodeIsDoubtful ? '（校验位不对，请核实）' : ''}`,
                ],
              ]}
            />
            <Papers papers={one.documents} folder="/edges/sellers/files" />
          </>
        )}
        columns={[
          { title: '供应商', text: ({ name }) => name },
          {
            title: '供给',
            text: ({ party }) => orNone(party?.name),
            render: ({ party }) => (party ? <Link to={`/parties/${party.id}`}>{party.name}</Link> : '—'),
          },
          { title: '供什么', sort: 'SUPPLIES', text: ({ supplies }) => orNone(supplies) },
          stateColumn('STATE'),
          {
            title: '现在可以进货',
            text: ({ valid }) => (valid ? '可以' : '不可以'),
            render: ({ valid }) => <YesNo value={valid} yes="可以" no="不可以" />,
          },
          { title: '证照有效至', roomy: true, text: ({ validUntilOn }) => date(validUntilOn) },
          { title: '备案日期', roomy: true, sort: 'CREATED_AT', text: ({ createdAt }) => date(createdAt) },
          {
            ...work('decideSupplier'),
            render: ({ id, name, availableActions }) => (
              <Acts
                size="small"
                available={availableActions}
                acts={DECISIONS.map(([decision, tone]) => {
                  const label = SupplierActWords[decision];
                  return act({
                    label,
                    field: 'decideSupplier',
                    action: decision,
                    tone,
                    form: () => ({
                      draft: `supplier.${id}.${decision}`,
                      title: `${label}：${name}`,
                      submit: label,
                      document: DecideSupplier,
                      fields: [
                        { name: 'reason', label: '理由', kind: 'paragraph' as const, required: decision !== 'APPROVE' },
                      ],
                      variables: ({ maybe }: Filled) => ({
                        input: { supplierId: id, decision, reason: maybe('reason') },
                      }),
                    }),
                  });
                })}
              />
            ),
          },
        ]}
      />
    </>
  );
}
