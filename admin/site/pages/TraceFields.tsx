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

type Story = NonNullable<TracePageQuery['trace']>['lot']['fields'][number];

const keptText = (safeDays: number, daysKept: number): string =>
  safeDays > 0 ? `，要隔${safeDays}天，收的时候隔了${daysKept}天` : '';
const used = ({ name, dose, doseUnit, kind, usedOn, safeDays, daysKept }: Story['inputs'][number]): string =>
  `${day(usedOn)}，${InputKindWords[kind]} ${name} ${dose}${DoseUnitWords[doseUnit]}${keptText(safeDays, daysKept)}`;

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
      {of.grower ? `，${of.grower}种养` : ''}，{day(of.startedOn)}开始
    </div>
    {of.inputs.map((use) => (
      <div key={`${use.name} ${use.usedOn}`} className="grey">
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

/** The fields that a lot came from; it is said where nothing is recorded. */
export const TraceFields = ({ of }: { of: readonly Story[] }) => (
  <section>
    <h2>地里的记录</h2>
    {of.length === 0 ? (
      <p className="grey">这批货没有田间记录。</p>
    ) : (
      <>
        <p className="grey">种养的人自己记的。</p>
        <ul className="card lines">
          {of.map((story) => (
            <One key={story.id} of={story} />
          ))}
        </ul>
      </>
    )}
  </section>
);
