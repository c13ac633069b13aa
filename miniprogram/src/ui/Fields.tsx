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
type Purchase = NonNullable<TracePageQuery['trace']>['lot']['purchases'][number];
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
    {of.struck !== null && (
      <View className="small break">
        <Tag tone="bad">划掉了</Tag>
        {of.struck}
      </View>
    )}
    {of.safeDays > 0 && (
      <View className="small">
        <Tag tone={of.daysKept >= of.safeDays ? 'good' : 'bad'}>{of.daysKept >= of.safeDays ? '隔够了' : '没隔够'}</Tag>
        要隔{of.safeDays}天，收的时候隔了{of.daysKept}天
      </View>
    )}
  </View>
);

/** Nobody has grown it: it was gathered there. */
export const isWild = ({ kind }: Pick<Story, 'kind'>): boolean => kind === 'WILD';
const One = ({ of }: { of: Story }) => (
  <Section title={of.plotName} extra={<Tag tone="soil">{PlotKindWords[of.kind]}</Tag>}>
    <Cell label={isWild(of) ? '采的' : '种养的'}>
      {of.crop}
      {of.variety ? `，${of.variety}` : ''}
    </Cell>
    <Cell label="在哪儿">
      {of.township}
      {of.village}，{of.size}
      {SizeUnitWords[of.sizeUnit]}
    </Cell>
    {of.grower && <Cell label={isWild(of) ? '谁采的' : '谁种养的'}>{of.grower}</Cell>}
    {!isWild(of) && <Cell label="从哪天起">{fullDay(of.startedOn)}</Cell>}
    {of.inputs.map((use) => (
      <Used key={`${use.name} ${use.usedOn} ${use.struck ?? ''}`} of={use} />
    ))}
    {of.inputs.length === 0 && !isWild(of) && <View className="small grey">没有记用过药和肥</View>}
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

/** What was bought in: whoever filed it says so, and somebody else has opened the paper. */
const Bought = ({ of }: { of: Purchase }) => (
  <Section title={of.boughtIn?.goods ?? '进货'} extra={<Tag tone="soil">买进来的</Tag>}>
    <Cell label="哪儿产的">{of.boughtIn?.origin}</Cell>
    <Cell label="从谁那里进的">{of.issuer}</Cell>
    <Cell label="哪天进的">
      {fullDay(of.issuedOn)}，{of.boughtIn?.amount}
    </Cell>
    {of.acceptedBy && <View className="small grey">平台{of.acceptedBy}看过进货凭证，产地是商家写的</View>}
  </Section>
);

const hasNumbers = (stories: readonly Story[]): boolean =>
  stories.some(({ inputs }) => inputs.some(({ registrationNumber }) => registrationNumber));
/** Where a lot begins: fields, places of gathering, purchases. Where nothing is recorded, that is said. */
export const Fields = ({ of, bought }: { of: readonly Story[]; bought: readonly Purchase[] }) => (
  <>
    {of.map((story) => (
      <One key={story.id} of={story} />
    ))}
    {of.length > 0 && (
      <View className="small grey pad-x-4">
        种养和采集的记录是他们自己记的{hasNumbers(of) ? '，登记号平台没有去登记库里查' : ''}
      </View>
    )}
    {bought.map((paper) => (
      <Bought key={paper.id} of={paper} />
    ))}
    {of.length + bought.length === 0 && (
      <Section title="从哪里来">
        <View className="grey">没有记录。这批货的追溯从商家登记进货那天开始，再往前查不到</View>
      </Section>
    )}
  </>
);
