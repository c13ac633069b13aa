import {
  DecideLaboratory,
  Laboratories,
  LaboratoryActWords,
  LaboratoryStateWords,
  RegisterLaboratory,
  type LaboratoriesQuery,
} from '../../api/admin.ts';
import { date } from '../../lib/format.ts';
import { SAID } from '../../lib/said.ts';
import { useAsk } from '../../lib/use.ts';
import { act, Acts, work } from '../../ui/Acts.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { ListTable } from '../../ui/ListTable.tsx';
import { Mark } from '../../ui/marks.tsx';
import { FileView } from '../../ui/Papers.tsx';
import { Nothing, Shown } from '../../ui/States.tsx';

const registerAct = act({
  label: '备案检测机构',
  field: 'registerLaboratory',
  tone: 'primary',
  form: () => ({
    draft: 'laboratory',
    title: '备案检测机构',
    submit: '备案',
    document: RegisterLaboratory,
    intro: '照资质证书和能力附表填，并附上扫描件。另一个人看过核验了，商家才交得了它的报告。',
    fields: [
      { name: 'name', label: '名称', kind: 'text', required: true, max: 120 },
      { name: 'accreditationNumber', label: '资质编号（CMA 或 CNAS）', kind: 'text', required: true, max: 40 },
      { name: 'scope', label: '能检哪些项目', kind: 'paragraph', required: true, max: 2000, help: '一行一项，比如 镉' },
      { name: 'validFromOn', label: '从哪天起有效', kind: 'date', required: true },
      { name: 'validUntilOn', label: '有效至', kind: 'date', required: true },
      {
        name: 'fileId',
        label: '证书和附表的扫描件',
        kind: 'file',
        required: true,
        file: { edge: 'catalog', purpose: 'laboratory-certificate' },
      },
    ],
    variables: ({ text }, requestId) => ({
      input: {
        requestId,
        name: text('name'),
        accreditationNumber: text('accreditationNumber'),
        scope: text('scope')
          .split(/[\n、，,]/u)
          .map((name) => name.trim())
          .filter(Boolean),
        validFromOn: text('validFromOn'),
        validUntilOn: text('validUntilOn'),
        fileId: text('fileId'),
      },
    }),
  }),
});

type Laboratory = LaboratoriesQuery['laboratoryFilings'][number];
const TONES = { FILED: 'warn', ACCEPTED: 'good', RETURNED: 'bad', RENEWED: 'quiet', EXPIRED: 'bad' } as const;

/** The second person opens the certificate, compares, and accepts it or sends it back. */
const decisions = ({ id, name }: Laboratory) => [
  act({
    label: LaboratoryActWords.ACCEPT,
    field: 'decideLaboratory',
    action: 'ACCEPT',
    tone: 'primary',
    document: DecideLaboratory,
    variables: { input: { laboratoryId: id, accepted: true } },
    confirm: SAID.scanSeen,
  }),
  act({
    label: LaboratoryActWords.RETURN,
    field: 'decideLaboratory',
    action: 'RETURN',
    form: () => ({
      draft: `laboratory.${id}`,
      title: `退回：${name}`,
      submit: LaboratoryActWords.RETURN,
      document: DecideLaboratory,
      fields: [{ name: 'reason', label: '哪里不对', kind: 'paragraph', required: true, max: 200 }],
      variables: ({ text }) => ({ input: { laboratoryId: id, accepted: false, reason: text('reason') } }),
    }),
  }),
];

const Certificate = ({ laboratory }: { laboratory: Laboratory }) => (
  <div className="two">
    <Facts
      columns={1}
      of={[
        ['资质编号', laboratory.accreditationNumber],
        ['有效期', `${laboratory.validFromOn ? date(laboratory.validFromOn) : ''} 至 ${date(laboratory.validUntilOn)}`],
        ['能检的项目', laboratory.scope.join('、')],
      ]}
    />
    <div className="paper-view">
      {laboratory.fileId ? (
        <FileView path={`/edges/catalog/files/${laboratory.fileId}`} title={`${laboratory.name}的资质证书`} />
      ) : (
        <Nothing text="早先备案的，没有扫描件，换证时请附上" />
      )}
    </div>
  </div>
);

export function LaboratoryTable() {
  const asked = useAsk(Laboratories, {});
  return (
    <Shown asked={asked}>
      {({ laboratoryFilings }) => (
        <>
          <Acts acts={[registerAct]} />
          <ListTable
            name="检测机构"
            rowKey={({ id }) => id}
            rows={laboratoryFilings}
            expand={(laboratory) => <Certificate laboratory={laboratory} />}
            empty="还没有备案的检测机构"
            columns={[
              { title: '名称', text: ({ name }) => name },
              { title: '资质编号', text: ({ accreditationNumber }) => accreditationNumber },
              { title: '有效至', text: ({ validUntilOn }) => date(validUntilOn), sort: true },
              {
                title: '状态',
                text: ({ state }) => LaboratoryStateWords[state],
                render: ({ state }) => <Mark tone={TONES[state]}>{LaboratoryStateWords[state]}</Mark>,
              },
              {
                ...work('decideLaboratory'),
                render: (one) => <Acts size="small" available={one.availableActions} acts={decisions(one)} />,
              },
            ]}
          />
        </>
      )}
    </Shown>
  );
}
