import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { MyRights } from '@/api/shop';
import { lastDay } from '@/lib/format';
import { goAnew } from '@/lib/go';
import { buyFor, useBuyingFor } from '@/lib/buying-for';
import { backToSelf, useActingFor, type ActingFor } from '@/lib/holder';
import { useQuery } from '@/lib/query';
import { DELEGABLE, rightName, shownBy, type Seen } from '@/lib/rights';
import { Button } from './Button';
import { Loading, State } from './State';

const STATION = '/seller/pages/station/index';
const STAFF = 'SELLER_STAFF';
const toSelf = (): void => {
  backToSelf();
  goAnew(STATION);
};

/** Whom one acts for, and the way out: on every page for as long as it lasts. */
export function ActingBar() {
  const acting = useActingFor();
  const buying = useBuyingFor();
  if (acting)
    return (
      <ForWhom name={acting.name} what="办事" more={`碰不到钱，到${lastDay(acting.until)}`}>
        <Button small onTap={toSelf} label="办完了，回到自己">
          回到自己
        </Button>
      </ForWhom>
    );
  return (
    buying && (
      <ForWhom name={buying.name} what="买东西" more="下的单是他的，他当面扫码付">
        <Button small onTap={() => buyFor(null)}>
          不买了
        </Button>
      </ForWhom>
    )
  );
}
export const ForWhom = (props: { name: string; what: string; more: string; children: ReactNode }) => (
  <View
    className="acting notice pale-amber flush sharp row foremost"
    aria-role="region"
    aria-label={`您在替${props.name}${props.what}`}
  >
    <View className="face center disc on-rice title">{[...props.name][0]}</View>
    <View className="grow">
      <View className="bold">
        替 {props.name} {props.what}
      </View>
      <View className="small">{props.more}</View>
    </View>
    {props.children}
  </View>
);

/** One's own pages are not for whoever stands in for another. */
export const OnlyAsSelf = ({ name }: { name: string }) => (
  <State text={`替${name}办事时，看不了这一页`} more="这里是您自己账号的。办完了，回到自己再看。">
    <Button kind="main" onTap={toSelf}>
      办完了，回到自己
    </Button>
  </State>
);

/** What is there is not this person's to see: whose it is, and what can be done. Never "nothing there". */
export function NotYours({ right }: { right: Seen }) {
  const acting = useActingFor();
  return (
    <State text={`${shownBy(right)}不归您看`} more={whose(right, acting)}>
      {acting && <Button onTap={toSelf}>办完了，回到自己</Button>}
    </State>
  );
}
/** The same of one part of a page. */
export function NotYoursHere({ right }: { right: Seen }) {
  return (
    <View className="grey">
      {shownBy(right)}不归您看。{whose(right, useActingFor())}
    </View>
  );
}

function whose(right: Seen, acting: ActingFor | null): string {
  if (acting) {
    const way = DELEGABLE.includes(right)
      ? `要您来办，请${acting.name}在“请服务站帮忙”里加上。`
      : `要看，请${acting.name}用自己的手机打开。`;
    return `这是${acting.name}的，没有交给您办。${way}`;
  }
  return right === 'owner'
    ? '这是负责人自己管的。要看，请负责人用自己的手机打开。'
    : `这归有“${rightName(right)}”权限的人管。要看，请负责人在“人员和权限”里给您加上。`;
}

interface NothingProps {
  right: Seen;
  text: string;
  more?: string;
  children?: ReactNode;
}
/** Nothing is there: or it is there, and not for this person. The platform says which. */
export function Nothing({ right, text, more, children }: NothingProps) {
  const { data, loading } = useQuery(MyRights, {});
  if (loading && !data) return <Loading />;
  const grants = (data?.me?.grants ?? []).filter(({ partyId }) => partyId !== null);
  const isOwner = grants.some(({ role, rights }) => role !== STAFF && rights === null);
  const mayBy = ({ rights }: (typeof grants)[number]): boolean =>
    right !== 'owner' && (rights === null || rights.includes(right));
  const may = grants.length === 0 || isOwner || grants.some(mayBy);
  return may ? (
    <State text={text} more={more}>
      {children}
    </State>
  ) : (
    <NotYours right={right} />
  );
}
