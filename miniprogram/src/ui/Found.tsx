import { View } from '@tarojs/components';

const FOUND = { good: 'green', bad: 'red', doubt: 'amber' } as const;
/** Stands above all else that is said of the goods. */
export const RecalledFound = () => (
  <Found kind="bad" title="这批货已经召回">
    请不要再吃，联系商家退货退款。
  </Found>
);

/** Above what the platform answered a while ago: no silence of its databases hides a recall. */
export const MaybeRecalled = () => (
  <Found kind="doubt" title="有没有召回，现在查不到">
    下面是刚才的记录，那以后有没有召回或停售还不知道。请过一会儿再扫一次。
  </Found>
);

/** What somebody's phone has found, in one line and a reason. */
export const Found = ({
  kind,
  title,
  children,
}: {
  kind: 'good' | 'bad' | 'doubt';
  title: string;
  children: string | (string | string[])[];
}) => (
  <View className={`section row gap-3 start ${FOUND[kind]}`}>
    <View>
      <View className="seal voice middle display">{kind === 'good' ? '核' : '！'}</View>
    </View>
    <View className="grow">
      <View className="title ink">{title}</View>
      <View className="grey">{children}</View>
    </View>
  </View>
);
