import { View } from '@tarojs/components';
import {
  DoseUnitWords,
  InputKindWords,
  NoteKindWords,
  PlotKindWords,
  SizeUnitWords,
  TraceUnitWords,
  type TracePageQuery,
} from '@/api/shop';
import { fullDay } from '@/lib/format';
import { Cell, Section, Tag } from './parts';

type Story = NonNullable<TracePageQuery['trace']>['lot']['fields'][number];
type Use = Story['inputs'][number];

/** What was put on the field, and whether the days between it and the harvest were kept. */
const Used = ({ of }: { of: Use }) => (
  <View className="entry">
    <View>
      {of.name} {of.dose}
      {DoseUnitWords[of.doseUnit]}
    </View>
    <View className="small grey break">
      {fullDay(of.usedOn)}，{InputKindWords[of.kind]}
      {of.registrationNumber ? `，登记号 ${of.registrationNumber}` : ''}
    </View>
    {of.safeDays > 0 && (
      <View className="small">
        <Tag tone={of.daysKept >= of.safeDays ? 'good' : 'bad'}>{of.daysKept >= of.safeDays ? '隔够了' : '没隔够'}</Tag>
        要隔{of.safeDays}天，收的时候隔了{of.daysKept}天
      </View>
    )}
  </View>
);

const One = ({ of }: { of: Story }) => (
  <Section title={of.plotName} extra={<Tag tone="soil">{PlotKindWords[of.kind]}</Tag>}>
    <Cell label="种养的">
      {of.crop}
      {of.variety ? `，${of.variety}` : ''}
    </Cell>
    <Cell label="在哪儿">
      {of.township}
      {of.village}，{of.size}
      {SizeUnitWords[of.sizeUnit]}
    </Cell>
    {of.grower && <Cell label="谁种养的">{of.grower}</Cell>}
    <Cell label="从哪天起">{fullDay(of.startedOn)}</Cell>
    {of.inputs.map((use) => (
      <Used key={`${use.name} ${use.usedOn}`} of={use} />
    ))}
    {of.inputs.length === 0 && <View className="small grey">没有记用过药和肥</View>}
    {of.notes.map((note) => (
      <View key={note.id} className="entry">
        <View>
          {NoteKindWords[note.kind]}：{note.what}
        </View>
        <View className="small grey">
          {fullDay(note.seenOn)}
          {note.control ? `，${note.control}` : ''}
        </View>
      </View>
    ))}
    <Cell label="哪天收的">{fullDay(of.harvestedOn)}</Cell>
    <Cell label="这批用了">
      {of.quantity}
      {TraceUnitWords[of.unit]}
    </Cell>
  </Section>
);

/** The fields that a lot came from; it is said where nothing is recorded. */
export const Fields = ({ of }: { of: readonly Story[] }) =>
  of.length === 0 ? (
    <Section title="地里的记录">
      <View className="grey">这批货没有田间记录</View>
    </Section>
  ) : (
    <>
      {of.map((story) => (
        <One key={story.id} of={story} />
      ))}
      <View className="small grey pad-x-4">地里的记录是种养的人自己记的</View>
    </>
  );
