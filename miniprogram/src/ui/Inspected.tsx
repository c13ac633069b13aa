import { Text, View } from '@tarojs/components';
import { StoreFigureSourceWords } from '@/api/shop';
import { moment } from '@/lib/format';
import { Cell, Notice, Tag } from './parts';

interface Read {
  name: string;
  celsius: number;
  at: string;
  fromAt: string;
  celsiusMin: number;
  celsiusMax: number;
  silentMinutes: number;
}
interface Document {
  points: readonly {
    point: string;
    label: string;
    celsius: number | null;
    passed: boolean | null;
    source: keyof typeof StoreFigureSourceWords | null;
  }[];
  storeRecord: Read | null;
}

/** How cold a store was, and who says so. */
const Figure = ({ celsius, source }: { celsius: number; source: keyof typeof StoreFigureSourceWords }) => (
  <View>
    {celsius}°C <Tag tone={source === 'MEASURED' ? 'good' : 'amber'}>{StoreFigureSourceWords[source]}</Tag>
  </View>
);
/** When its thermometer said so, and what it has said since the goods stand there. */
const Since = ({ of }: { of: Read }) => (
  <>
    <View className="small grey break">{of.name}</View>
    <View className="small grey">{moment(of.at)} 报</View>
    <View className="small grey">
      {moment(of.fromAt)}起{' '}
      <Text className="unbroken">
        {of.celsiusMin} ~ {of.celsiusMax}°C
      </Text>
    </View>
    {of.silentMinutes > 0 && <View className="small red">中间有{of.silentMinutes}分钟没有上报</View>}
  </>
);

/** What the thermometer of a store says now, and whether goods may leave it. */
export const StoreNow = ({
  of: { name, record, whyNot },
}: {
  of: { name: string; record: Read | null; whyNot: string | null };
}) => (
  <>
    <Cell label="冷库温度">
      {record ? (
        <>
          <Figure celsius={record.celsius} source="MEASURED" />
          <Since of={record} />
        </>
      ) : (
        <View className="break">{name}</View>
      )}
    </Cell>
    {whyNot && <Notice tone="bad">{whyNot}，不能交接</Notice>}
  </>
);

/** What both looked at on a goods document; a figure that somebody typed says so. */
export const Inspected = ({ of: { points, storeRecord }, failed }: { of: Document; failed: string }) =>
  points.map(({ point, label, celsius, passed, source }) => (
    <Cell key={point} label={label}>
      {celsius === null ? (
        passed ? (
          '合格'
        ) : (
          failed
        )
      ) : source ? (
        <>
          <Figure celsius={celsius} source={source} />
          {storeRecord && <Since of={storeRecord} />}
        </>
      ) : (
        `${celsius}°C`
      )}
    </Cell>
  ));
