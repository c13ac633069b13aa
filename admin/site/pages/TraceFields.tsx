import {
  DoseUnitWords,
  InputKindWords,
  NoteKindWords,
  PlotKindWords,
  SizeUnitWords,
  TraceUnitWords,
  type TracePageQuery,
} from '../api.ts';
import { day } from '../lib/words.ts';

type Lot = NonNullable<TracePageQuery['trace']>['lot'];
type Story = Lot['fields'][number];
type Purchase = Lot['purchases'][number];

const keptText = ({ safeDays, daysKept }: { safeDays: number; daysKept: number }): string =>
  safeDays > 0 ? `，要隔${safeDays}天，收的时候隔了${daysKept}天` : '';
const struckText = (reason: string | null): string => (reason === null ? '' : `（这条后来划掉了：${reason}）`);
const used = ({ name, dose, doseUnit, kind, usedOn, struck, ...days }: Story['inputs'][number]): string =>
  `${day(usedOn)}，${InputKindWords[kind]} ${name} ${dose}${DoseUnitWords[doseUnit]}` +
  keptText(days) +
  struckText(struck);

/** Nobody has grown it: it was gathered there. */
const isWild = ({ kind }: Story): boolean => kind === 'WILD';
const One = ({ of }: { of: Story }) => (
  <li>
    <strong>
      {of.plotName}（{PlotKindWords[of.kind]}，{of.size}
      {SizeUnitWords[of.sizeUnit]}）
    </strong>
    <div className="grey">
      {of.township}
      {of.village}，{of.crop}
      {of.variety ? `（${of.variety}）` : ''}
      {of.grower ? `，${of.grower}${isWild(of) ? '采的' : '种养'}` : ''}
      {isWild(of) ? '' : `，${day(of.startedOn)}开始`}
    </div>
    {of.inputs.map((use) => (
      <div key={`${use.name} ${use.usedOn} ${use.struck ?? ''}`} className="grey">
        {used(use)}
      </div>
    ))}
    {of.notes.map((note) => (
      <div key={note.id} className="grey">
        {day(note.seenOn)}，{NoteKindWords[note.kind]}：{note.what}
        {note.control ? `，${note.control}` : ''}
      </div>
    ))}
    <div>
      {day(of.harvestedOn)}收，这批用了{of.quantity}
      {TraceUnitWords[of.unit]}
    </div>
  </li>
);

const Bought = ({ of }: { of: Purchase }) => (
  <li>
    <strong>{of.boughtIn?.goods}（买进来的）</strong>
    <div className="grey">
      {of.boughtIn?.origin}产，{day(of.issuedOn)}从{of.issuer}进的，{of.boughtIn?.amount}
    </div>
    <div className="grey">平台{of.acceptedBy}看过进货凭证，产地是商家写的</div>
  </li>
);

/** Where a lot begins: fields, places of gathering, purchases. Where nothing is recorded, that is said. */
export const TraceFields = ({ of, bought }: { of: readonly Story[]; bought: readonly Purchase[] }) => (
  <section>
    <h2>从哪里来</h2>
    {of.length + bought.length === 0 ? (
      <p className="grey">没有记录。这批货的追溯从商家登记进货那天开始，再往前查不到。</p>
    ) : (
      <>
        {of.length > 0 && <p className="grey">种养和采集的记录是他们自己记的。</p>}
        <ul className="card lines">
          {of.map((story) => (
            <One key={story.id} of={story} />
          ))}
          {bought.map((paper) => (
            <Bought key={paper.id} of={paper} />
          ))}
        </ul>
      </>
    )}
  </section>
);
